import type { Engine, EngineDocument, EngineVerdict } from '../engines/verdict.js';
import { DefectError } from './defect.js';
import type { JudgedControl } from './judged-control.js';
import { type Judgement, referenceJudgements } from './reference.js';

/** An engine, and the controls that it answers for. */
export interface Judge {
  readonly engine: Engine;
  /** Ids. An engine's verdicts on other controls are not looked at. */
  readonly controls: ReadonlySet<string>;
}

/**
 * The engines' verdicts on a document, by resource, control and index. Every verdict of every engine is held
 * against the language's reference meaning, so that nothing passes that was not judged.
 * @throws DefectError where an engine differs, leaves a verdict out or gives one too many.
 */
export function judge(
  judges: readonly Judge[],
  controls: readonly JudgedControl[],
  document: EngineDocument,
): readonly Judgement[] {
  const judgements = [...referenceJudgements(controls, document)];
  const expected = judgements.map(({ verdict }) => verdict);
  for (const { engine, controls: own } of judges) {
    const isOwn = ({ control }: EngineVerdict): boolean => own.has(control);
    compare(engine.name, expected.filter(isOwn), verdictsOf(engine, document).filter(isOwn));
  }
  const judged = new Set(judges.flatMap((one) => [...one.controls]));
  const left = expected.find(({ control }) => !judged.has(control));
  if (left) throw new DefectError(`no engine judges the control \`${left.control}\``);
  return judgements;
}

/**
 * Conditions look at one resource alone, so that a document may be judged in parts. OPA's memory slows down as it
 * fills: 801 resources with 11,000 verdicts took 3.6 s at once, and 0.23 s in parts of 100.
 */
const AT_ONCE = 100;

function verdictsOf(engine: Engine, { Resources }: EngineDocument): EngineVerdict[] {
  const resources = Object.entries(Resources);
  const starts = Array.from({ length: Math.ceil(resources.length / AT_ONCE) }, (_, part) => part * AT_ONCE);
  return starts.flatMap((start) =>
    engine.judge({ Resources: Object.fromEntries(resources.slice(start, start + AT_ONCE)) }),
  );
}

/** Neither an id of a control nor a number has a blank. */
const key = ({ control, resource, index }: EngineVerdict): string => `${control} ${index} ${resource}`;

function compare(engine: string, expected: readonly EngineVerdict[], actual: readonly EngineVerdict[]): void {
  const found = new Map(actual.map((verdict) => [key(verdict), verdict]));
  for (const verdict of expected) {
    const other = found.get(key(verdict));
    if (other?.verdict !== verdict.verdict) throw new DefectError(disagreement(engine, verdict, other?.verdict));
    found.delete(key(verdict));
  }
  const [surplus] = found.values();
  if (surplus) throw new DefectError(disagreement(engine, surplus, surplus.verdict, 'nothing'));
  if (actual.length > expected.length) throw new DefectError(`the engine \`${engine}\` gave a verdict twice`);
}

function disagreement(
  engine: string,
  subject: EngineVerdict,
  actual = 'nothing',
  expected: string = subject.verdict,
): string {
  const { control, resource, index } = subject;
  const element = index === null ? '' : `, element ${index}`;
  return (
    `the engine \`${engine}\` says ${actual} where the meaning of the control is ${expected}: ` +
    `\`${control}\` on \`${resource}\`${element}. This is a defect in ringfence: please report it`
  );
}
