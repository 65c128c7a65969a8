import { iamCatalogue } from '../../src/node/catalogue.js';
import protectGuardrails from '../../src/organization-policies/protect-guardrails.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import { assertHolds, inputsOfExamples } from '../organization-policies/support/proofs.js';

describe('protect-guardrails is proved', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  for (const changes of inputsOfExamples(protectGuardrails)) {
    it(`with ${JSON.stringify(changes)}`, () => assertHolds(protectGuardrails, changes, catalogue));
  }
});
