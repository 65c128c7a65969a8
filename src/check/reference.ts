import type { BoundRule } from '../controls/bound.js';
import type { EngineDocument, EngineResource, EngineVerdict } from '../engines/verdict.js';
import { evaluate, type Scope, valueAt } from '../language/evaluate.js';
import { FALSE, TRUE, type Truth } from '../language/truth.js';
import { isList, isNoValue, type Value } from '../language/value.js';
import type { JudgedControl } from './judged-control.js';

type Verdict = EngineVerdict['verdict'];

/** One thing that a rule gives a verdict on: a resource, or an element of the list that it judges one by one. */
export interface Subject {
  readonly scope: Scope;
  /** The index in the rule's `each` list; null for the resource as a whole. */
  readonly index: number | null;
}

/** The resource as the value that conditions look at. */
const asValue = (resource: EngineResource): Value => ({ ...resource });

/** A verdict of the language's reference meaning, and what it was given on. */
export interface Judgement {
  readonly control: JudgedControl;
  readonly rule: BoundRule;
  readonly subject: Subject;
  readonly verdict: EngineVerdict;
}

/** What the language's reference meaning says: by resource, then control, then index. */
export function* referenceJudgements(
  controls: readonly JudgedControl[],
  document: EngineDocument,
): Generator<Judgement> {
  for (const [id, resource] of Object.entries(document.Resources)) {
    for (const control of controls) {
      const rule = control.rules.find(({ types }) => types.includes(resource.Type));
      if (rule) yield* ruleJudgements(control, rule, id, asValue(resource));
    }
  }
}

function* ruleJudgements(control: JudgedControl, rule: BoundRule, id: string, resource: Value): Generator<Judgement> {
  for (const subject of subjects(rule, resource)) {
    const verdict = subject.index === null && rule.each ? 'unknown' : verdictOf(rule, subject.scope);
    if (!verdict) continue;
    yield {
      control,
      rule,
      subject,
      verdict: { control: control.control.id, resource: id, index: subject.index, verdict },
    };
  }
}

/** A list that cannot be read is one subject without an index; an absent one has none. */
function* subjects(rule: BoundRule, resource: Value): Generator<Subject> {
  if (!rule.each) return yield { scope: { resource, item: null }, index: null };
  const list = valueAt(rule.each, { resource, item: null });
  if (list === null) return;
  if (!isList(list)) return yield { scope: { resource, item: list }, index: null };
  for (const [index, item] of list.entries()) {
    if (item !== null && !isNoValue(item)) yield { scope: { resource, item }, index };
  }
}

/** Null where the control certainly does not apply. */
function verdictOf({ when, holds }: BoundRule, scope: Scope): Verdict | null {
  const applies: Truth = when ? evaluate(when, scope) : TRUE;
  if (applies === FALSE) return null;
  const held = evaluate(holds, scope);
  if (held === TRUE) return 'pass';
  return applies === TRUE && held === FALSE ? 'fail' : 'unknown';
}
