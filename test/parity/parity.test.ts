import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { checkRule, judgedByDefault, seedsOf, type Tally, type Verdict } from '../support/parity.js';

const DOCUMENTS = 20_000;
const EACH_VERDICT = 200;
/** Rounds after which a verdict that an example shows to be reachable has been generated too seldom. */
const ROUNDS = 8;

/**
 * OPA and Guard against the reference meaning, over the property space that the controls look at. Documents are
 * judged by the control of their type; the seed is printed, and `RINGFENCE_SEED` repeats a run.
 */
describe('the engines agree on generated documents', () => {
  const seed = Number(process.env['RINGFENCE_SEED'] ?? 655_477);
  const rules = controls.reduce((sum, control) => sum + control.rules.length, 0);
  const perRule = Math.ceil(DOCUMENTS / rules);
  let judgedDocuments = 0;

  for (const control of controls) {
    it(`${control.id} (seed ${seed})`, async () => {
      const judged = judgedByDefault(control);
      const seeds = await seedsOf(control);
      const total: Tally = { pass: 0, fail: 0, unknown: 0 };
      const reachable = [...new Set(control.examples.map(({ verdict }) => verdict))].filter(
        (one): one is Verdict => one !== 'none',
      );
      const lacking = (): boolean => reachable.some((verdict) => total[verdict] < EACH_VERDICT);
      for (let round = 0; round === 0 || (round < ROUNDS && lacking()); round += 1) {
        for (const rule of judged.rules) {
          const tally = await checkRule(judged, rule, seeds, perRule, seed + round);
          for (const verdict of ['pass', 'fail', 'unknown'] as const) total[verdict] += tally[verdict];
          judgedDocuments += perRule;
        }
      }
      console.log(`        ${JSON.stringify(total)}`);
      for (const verdict of reachable) {
        assert.ok(total[verdict] >= EACH_VERDICT, `only ${total[verdict]} documents with the verdict ${verdict}`);
      }
    });
  }

  it(`at least ${DOCUMENTS} documents`, () => {
    console.log(`        ${judgedDocuments} documents`);
    assert.ok(judgedDocuments >= DOCUMENTS);
  });
});
