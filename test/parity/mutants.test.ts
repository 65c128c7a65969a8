import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bindRules } from '../../src/controls/bound.js';
import { type Control, parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { guardControl } from '../../src/emit/guard/files.js';
import { guardJudge } from '../../src/engines/guard/judge.js';
import type { EngineDocument, EngineVerdict } from '../../src/engines/verdict.js';
import { resourceArbitrary } from '../support/documents.js';
import { guardEngine } from '../support/engines.js';
import { type Mutant, mutantsOf } from '../support/mutants.js';
import { documentOf, judgedByDefault, seedsOf, verdictsOf } from '../support/parity.js';

const SAMPLE = 200;
const PART = 20;
const KINDS = ['operator', 'constant', 'path'] as const;
/** Of a rule with many conditions of one form, as many of each kind, from all over it. */
const EACH_KIND = 8;
const SEED = 7;

/** Agreement proves little if nothing would disagree: a rule with one slip in it is told from the right one. */
describe('a rule with one operator, constant or path changed is caught', () => {
  for (const control of controls) {
    it(control.id, async () => {
      const judged = judgedByDefault(control);
      const seeds = await seedsOf(control);
      for (const [position, rule] of control.rules.entries()) {
        const [bound] = bindRules({ ...control, rules: [rule] }, parameterDefaults(control));
        assert.ok(bound);
        const grown = fc.sample(resourceArbitrary(bound, seeds), { numRuns: SAMPLE, seed: SEED });
        const subjects = [...seeds.filter(({ Type }) => rule.types.includes(Type)), ...grown];
        const documents = inParts(subjects, PART).map(documentOf);
        const expected = documents.map((document) => keysOf(verdictsOf(judged, document)));
        const mutants = KINDS.flatMap((kind) =>
          spread(
            mutantsOf(rule).filter((mutant) => mutant.kind === kind),
            EACH_KIND,
          ),
        );
        // The first part that tells them apart is enough.
        const missed = mutants.filter((mutant) =>
          documents.every(
            (document, index) => keysOf(judgedBy(control, position, mutant, document)) === expected[index],
          ),
        );
        const note = missed.map(({ kind, what }) => `${kind}: ${what}`).join('; ');
        console.log(
          `        rule ${position + 1}: ${mutants.length - missed.length} of ${mutants.length} caught${note && `; not: ${note}`}`,
        );
        for (const kind of KINDS) {
          const ofKind = mutants.filter((mutant) => mutant.kind === kind);
          assert.ok(
            ofKind.length === 0 || ofKind.some((mutant) => !missed.includes(mutant)),
            `${kind}: none is caught`,
          );
        }
      }
    });
  }
});

const spread = <Item>(items: readonly Item[], most: number): Item[] =>
  items.filter((_, index) => items.length <= most || index % Math.ceil(items.length / most) === 0);

const inParts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));

function judgedBy(control: Control, position: number, { rule }: Mutant, document: EngineDocument): EngineVerdict[] {
  const mutated = { ...control, rules: control.rules.with(position, rule) };
  return guardJudge(guardEngine(), [guardControl(mutated, parameterDefaults(control))]).judge(document);
}

const keysOf = (verdicts: readonly EngineVerdict[]): string =>
  verdicts
    .map(({ resource, index, verdict }) => `${resource} ${index ?? '-'} ${verdict}`)
    .sort()
    .join('\n');
