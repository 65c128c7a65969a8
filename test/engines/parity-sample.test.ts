import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { checkRule, judgedByDefault, seedsOf } from '../support/parity.js';

/** A small sample of `npm run test:parity`: both engines say what the reference meaning says. */
describe('the engines agree on generated documents (sample)', () => {
  const seed = Number(process.env['RINGFENCE_SEED'] ?? 20261122);
  for (const control of controls) {
    it(`${control.id} (seed ${seed})`, async () => {
      const judged = judgedByDefault(control);
      const seeds = await seedsOf(control);
      let verdicts = 0;
      for (const rule of judged.rules) {
        const { pass, fail, unknown } = await checkRule(judged, rule, seeds, 50, seed);
        verdicts += pass + fail + unknown;
      }
      assert.ok(verdicts > 0, 'no document was judged');
    });
  }
});
