import assert from 'node:assert/strict';
import { CandidateTable } from '../../../src/scp/prove/candidates.js';
import { type Judged, judged } from './support/brute-force.js';
import { Chance, seed } from './support/mulberry32.js';
import { randomQuestion } from './support/random-question.js';

/** The full run is in test/parity. */
const QUESTIONS = 150;
const REQUESTS = 2_000;

/** The prover against every request, or many, of a small world. */
describe(`proofs of random properties (seed ${seed})`, function () {
  this.timeout(60_000);

  it('hold for every request, and refutations show one that fails', () => {
    const tally: Partial<Record<Judged, number>> = {};
    for (let index = 0; index < QUESTIONS; index++) {
      const chance = new Chance(seed + index);
      const question = randomQuestion(chance);
      const outcome = judged(question, chance, REQUESTS);
      tally[outcome] = (tally[outcome] ?? 0) + 1;
      assert.ok(!outcome.startsWith('wrongly'), `${outcome}, question ${index}: ${JSON.stringify(question)}`);
    }
    for (const outcome of ['proved', 'refuted'] as const)
      assert.ok((tally[outcome] ?? 0) > QUESTIONS / 5, JSON.stringify(tally));
    assert.ok((tally.undecided ?? 0) < QUESTIONS / 5, JSON.stringify(tally));
  });

  const DEFECTS: readonly (readonly [string, where: string, (found: Found) => Found])[] = [
    [
      'no key is ever absent',
      '',
      (found) => ({ ...found, values: found.values.filter((values) => values !== undefined) }),
    ],
    [
      'no list has two values',
      'ForA',
      (found) => ({ ...found, values: found.values.filter((list) => (list?.length ?? 0) < 2) }),
    ],
    [
      'the last value is forgotten',
      '',
      (found) => ({ ...found, values: found.values.slice(0, Math.max(1, found.values.length - 1)) }),
    ],
  ];
  type Found = ReturnType<CandidateTable['of']>;

  for (const [name, where, change] of DEFECTS) {
    it(`a prover in which ${name} is found out`, () => {
      const original = CandidateTable.prototype.of;
      CandidateTable.prototype.of = function (...given) {
        return change(original.apply(this, given));
      };
      try {
        let found = false;
        for (let index = 0; index < 4_000 && !found; index++) {
          const chance = new Chance(seed + index);
          const question = randomQuestion(chance);
          if (!JSON.stringify(question).includes(where)) continue;
          found = judged(question, chance, REQUESTS).startsWith('wrongly');
        }
        assert.ok(found);
      } finally {
        CandidateTable.prototype.of = original;
      }
    });
  }
});
