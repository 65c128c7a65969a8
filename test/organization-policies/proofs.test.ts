import assert from 'node:assert/strict';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { propertiesOf, statementsOf } from '../../src/organization-policies/inputs.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import type { Level } from '../../src/scp/level.js';
import { noEscape } from '../../src/scp/prove/escape.js';
import { ALLOW_ALL, assertHolds, assertProved, inputsOfExamples, levelOf, proofOf } from './support/proofs.js';

const SCP = 'SERVICE_CONTROL_POLICY';
const withStatements = organizationPolicies.filter((control) => statementsOf(control, exampleInputs(control)));
const scps = withStatements.filter(({ kind }) => kind !== 'RESOURCE_CONTROL_POLICY');

/** All service control policies together, as an organization that names every control has them. */
const together = (): Level =>
  levelOf('all', SCP, [
    ALLOW_ALL,
    ...scps.flatMap((control) => statementsOf(control, exampleInputs(control))?.statements ?? []),
  ]);

describe('what organization policies are for is proved', function () {
  this.timeout(120_000);
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  for (const control of withStatements) {
    it(control.id, () => {
      // Those of protect-guardrails take long: test/parity has them with every set of inputs.
      const sets = control.id === 'protect-guardrails' ? [{}] : inputsOfExamples(control);
      for (const changes of sets) assertHolds(control, changes, catalogue);
    });
  }

  it('every control with statements says what it is for, and nothing holds without its statements', () => {
    const empty = levelOf('empty', SCP, [ALLOW_ALL]);
    for (const control of scps) {
      const properties = propertiesOf(control, exampleInputs(control));
      assert.notEqual(properties.length, 0, control.id);
      for (const property of properties) {
        assert.equal(proofOf(property, empty, SCP, catalogue).result, 'refuted', `${control.id}: ${property.name}`);
      }
    }
  });

  it('nobody becomes exempt', () => {
    const [first] = organizationPolicies;
    assert.ok(first);
    assertProved(noEscape(exampleInputs(first).exemptions), together(), SCP, catalogue);
  });

  it('exempt roles can do everything, whatever is in force', () => {
    const [first] = organizationPolicies;
    assert.ok(first);
    const principals = exampleInputs(first).exemptions;
    assertProved({ name: 'exempt roles', property: 'allowed', actions: ['*'], principals }, together(), SCP, catalogue);
  });

  it('agents of GuardDuty can send telemetry from every role, whatever is in force', () => {
    const property = {
      name: 'telemetry',
      property: 'allowed' as const,
      actions: ['guardduty:SendSecurityTelemetry'],
      principals: ['arn:*:iam::*:role/*'],
      context: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
    };
    assertProved(property, together(), SCP, catalogue);
  });
});
