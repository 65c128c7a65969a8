import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type JudgedControl, judgedControls } from '../../src/check/judged-control.js';
import { referenceJudgements } from '../../src/check/reference.js';
import type { BoundRule } from '../../src/controls/bound.js';
import { type Control, parameterDefaults } from '../../src/controls/control.js';
import { guardControl } from '../../src/emit/guard/files.js';
import { guardJudge } from '../../src/engines/guard/judge.js';
import type { EngineDocument, EngineResource, EngineVerdict } from '../../src/engines/verdict.js';

import { readInput } from '../../src/readers/recognise.js';
import { Preparation } from '../../src/resources/prepare.js';
import { resourceArbitrary } from './documents.js';
import { guardEngine, opaEngine } from './engines.js';
import { inputOf } from './examples.js';

export type Verdict = EngineVerdict['verdict'];

/** How often a control came to each verdict. */
export type Tally = Record<Verdict, number>;

export function judgedByDefault(control: Control): JudgedControl {
  const [judged] = judgedControls([{ control, severity: control.severity, parameters: parameterDefaults(control) }]);
  assert.ok(judged);
  return judged;
}

/** The resources of a control's examples as engines see them: where generation starts from. */
export async function seedsOf(control: Control): Promise<EngineResource[]> {
  const { rules } = judgedByDefault(control);
  const preparation = new Preparation(
    rules.map(({ types, each, when, holds }) => ({
      types,
      ...(each && { each }),
      conditions: [holds, ...(when ? [when] : [])],
    })),
  );
  const inputs = control.examples.map(async (example) => {
    const { file, text } = inputOf(example);
    const reading = await readInput(text, { file, parameters: example.parameters ?? {} });
    return reading?.template ? Object.values(preparation.prepare(reading.template.resources)) : [];
  });
  return (await Promise.all(inputs)).flat();
}

const key = ({ resource, index, verdict }: EngineVerdict): string => `${resource} ${index ?? '-'} ${verdict}`;

export const verdictsOf = (control: JudgedControl, document: EngineDocument): EngineVerdict[] =>
  [...referenceJudgements([control], document)].map(({ verdict }) => verdict);

export const documentOf = (resources: readonly EngineResource[]): EngineDocument => ({
  Resources: Object.fromEntries(resources.map((resource, index) => [`Resource${index}`, resource])),
});

/** Asserts that both engines say of a document what the reference meaning says; counts the verdicts. */
async function assertParity(judged: JudgedControl, document: EngineDocument, tally: Tally): Promise<void> {
  const { control } = judged;
  const expected = verdictsOf(judged, document);
  const own = (await opaEngine()).judge(document).filter((verdict) => verdict.control === control.id);
  const second = guardJudge(guardEngine(), [guardControl(control, parameterDefaults(control))]).judge(document);
  const wanted = expected.map(key).sort();
  assert.deepEqual(own.map(key).sort(), wanted, 'opa');
  assert.deepEqual(second.map(key).sort(), wanted, 'guard');
  for (const { verdict } of expected) tally[verdict] += 1;
}

const PER_CALL = 25;

/** Generated documents for one rule of a control; fast-check shrinks and prints the seed of a disagreement. */
export async function checkRule(
  judged: JudgedControl,
  rule: BoundRule,
  seeds: readonly EngineResource[],
  count: number,
  seed: number,
) {
  const tally: Tally = { pass: 0, fail: 0, unknown: 0 };
  const documents = fc.array(resourceArbitrary(rule, seeds), { minLength: PER_CALL, maxLength: PER_CALL, size: 'max' });
  const property = fc.asyncProperty(documents, (resources) => assertParity(judged, documentOf(resources), tally));
  await fc.assert(property, { numRuns: Math.ceil(count / PER_CALL), seed, endOnFailure: false });
  return tally;
}
