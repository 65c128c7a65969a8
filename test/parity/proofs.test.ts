import assert from 'node:assert/strict';
import { type Judged, judged } from '../scp/prove/support/brute-force.js';
import { Chance, seed } from '../scp/prove/support/mulberry32.js';
import { randomQuestion } from '../scp/prove/support/random-question.js';

const QUESTIONS = 15_000;
const REQUESTS = 5_000;
const PART = 500;

/** The prover against brute force; `npm test` runs the first few questions of the same seed. */
describe(`proofs of ${QUESTIONS} random properties (seed ${seed})`, () => {
  const tally: Partial<Record<Judged, number>> = {};

  for (let part = 0; part < QUESTIONS; part += PART) {
    it(`questions from ${part}`, () => {
      for (let index = part; index < part + PART; index++) {
        const chance = new Chance(seed + index);
        const question = randomQuestion(chance);
        const outcome = judged(question, chance, REQUESTS);
        tally[outcome] = (tally[outcome] ?? 0) + 1;
        assert.ok(!outcome.startsWith('wrongly'), `${outcome}, question ${index}: ${JSON.stringify(question)}`);
      }
    });
  }

  it('were decided, most of them', () => {
    console.log(`        ${JSON.stringify(tally)}`);
    assert.ok((tally.undecided ?? 0) < QUESTIONS / 10, JSON.stringify(tally));
  });
});
