import assert from 'node:assert/strict';
import { exampleInputs } from '../../../src/organization-policies/example.js';
import { propertiesOf, statementsOf } from '../../../src/organization-policies/inputs.js';
import type {
  OrganizationPolicyControl,
  RequestExample,
} from '../../../src/organization-policies/organization-policy.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import type { Level } from '../../../src/scp/level.js';
import { parsePolicyDocument } from '../../../src/scp/parse/parse.js';
import type { PolicyType, StatementDocument } from '../../../src/scp/policy.js';
import type { PropertyDefinition } from '../../../src/scp/property.js';
import { type ProofResult, prove } from '../../../src/scp/prove/prove.js';
import { examplesOf } from './examples-of.js';

export const ALLOW_ALL: StatementDocument = { Sid: 'FullAccess', Effect: 'Allow', Action: '*', Resource: '*' };

/** One level with one policy. */
export function levelOf(name: string, type: PolicyType, statements: readonly StatementDocument[]): Level {
  const { policy, problems } = parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, type);
  assert.ok(policy, JSON.stringify(problems));
  return { target: 'r-exam', name: '/', policies: [{ id: name, name, policy }] };
}

type Changes = Pick<RequestExample, 'shared' | 'set'>;

/** Every set of inputs that the examples of a control come with; the first is that of the example organization. */
export function inputsOfExamples(control: OrganizationPolicyControl): readonly Changes[] {
  const changes = [{}, ...examplesOf(control)].map(({ shared, set }: Changes) => ({
    ...(shared && { shared }),
    ...(set && { set }),
  }));
  return [...new Map(changes.map((one) => [JSON.stringify(one), one])).values()];
}

export function proofOf(
  property: PropertyDefinition,
  level: Level,
  type: PolicyType,
  catalogue: Catalogue,
): ProofResult {
  const world = { catalogue, organizationId: 'o-exampleorg1', managementAccount: '111111111111' };
  return prove(property, [[level]], world, type);
}

export function assertProved(property: PropertyDefinition, level: Level, type: PolicyType, catalogue: Catalogue): void {
  const { result, reason, counterexample } = proofOf(property, level, type, catalogue);
  const context = counterexample && [...counterexample.context];
  assert.equal(result, 'proved', JSON.stringify({ property: property.name, reason, ...counterexample, context }));
}

/** That every property of a control holds of its statements. */
export function assertHolds(control: OrganizationPolicyControl, changes: Changes, catalogue: Catalogue): void {
  const inputs = exampleInputs(control, changes);
  const made = statementsOf(control, inputs);
  assert.ok(made);
  const allow = made.type === 'SERVICE_CONTROL_POLICY' ? [ALLOW_ALL] : [];
  const level = levelOf(control.id, made.type, [...allow, ...made.statements]);
  for (const property of propertiesOf(control, inputs)) assertProved(property, level, made.type, catalogue);
}
