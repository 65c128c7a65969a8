import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { exampleInputs } from '../../../src/organization-policies/example.js';
import { organizationPolicies } from '../../../src/organization-policies/index.js';
import { statementsOf } from '../../../src/organization-policies/inputs.js';
import { lint } from '../../../src/scp/lint/lint.js';
import { DEFAULT_QUOTAS } from '../../../src/scp/lint/quotas.js';
import type { LintSettings } from '../../../src/scp/lint/rule.js';
import { policyOf } from '../support/policy-of.js';

describe('the statements of every organization policy', () => {
  let settings: Omit<LintSettings, 'exemptions'>;
  before(async () => {
    settings = { catalogue: await iamCatalogue(), quotas: DEFAULT_QUOTAS, needs: [] };
  });

  for (const control of organizationPolicies) {
    it(`${control.id}: lint finds no error`, () => {
      const examples = 'examples' in control ? control.examples : [];
      for (const example of [{ name: '', expect: 'deny', action: '' } as const, ...examples]) {
        const inputs = exampleInputs(control, example);
        const made = statementsOf(control, inputs);
        if (!made) continue;
        const policy = policyOf(made.statements, { type: made.type });
        const document = { file: control.id, policy, characters: null };
        const { results } = lint([document], { ...settings, exemptions: inputs.exemptions });
        assert.deepEqual(
          results.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
      }
    });
  }
});
