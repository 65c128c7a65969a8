import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/configuration/configuration.js';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { safetyRefusals } from '../../../src/organization/plan/safety.js';
import { type PlannedDocument, plannedState } from '../../../src/organization/planned/planned-state.js';
import { organizationPolicies } from '../../../src/organization-policies/index.js';
import { organizationWith } from './support.js';

const KEEPER = 'arn:*:iam::*:role/break-glass';
const quotas = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, perTarget: 10 },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, perTarget: 5 },
};

/** The refusals of a plan that denies root users, after its documents went through a change. */
async function refusals(change: (document: PlannedDocument) => PlannedDocument) {
  const organization = organizationWith();
  const configuration = {
    ...DEFAULTS,
    parameters: { breakGlassRoles: [KEEPER] },
    organization: { targets: [{ unit: '/Workloads', policies: ['deny-root-user'] }] },
  };
  const files = new Map<string, never>();
  const state = plannedState({ organization, configuration, controls: organizationPolicies, files });
  assert.deepEqual(state.problems, []);
  const documents = state.documents.map(change);
  return safetyRefusals({
    organization,
    state: { ...state, documents },
    catalogue: await iamCatalogue(),
    keepers: [KEEPER],
    quotas,
  });
}

interface Statement {
  readonly Sid: string;
}

/** A document without the statement of this id. */
const without =
  (sid: string) =>
  (document: PlannedDocument): PlannedDocument => {
    const { Statement, ...rest } = JSON.parse(document.content) as { Statement: Statement[] };
    return { ...document, content: JSON.stringify({ ...rest, Statement: Statement.filter(({ Sid }) => Sid !== sid) }) };
  };

describe('safetyRefusals', () => {
  it('has nothing against what ringfence plans', async () => {
    assert.deepEqual(await refusals((document) => document), []);
  });

  it('refuses where an exempt role could be changed', async () => {
    const [refusal] = await refusals(without('ProtectGuardrails'));
    assert.equal(refusal?.rule, 'escape');
    assert.match(refusal?.message ?? '', /could become exempt at `\/Workloads/);
  });

  it('refuses where a way besides the role itself is open', async () => {
    const found = await refusals(without('ProtectGuardrailsAnchors'));
    assert.deepEqual([...new Set(found.map(({ rule }) => rule))], ['escape']);
    assert.match(found[0]?.message ?? '', /trust anchors stay.*rolesanywhere:/);
  });
});
