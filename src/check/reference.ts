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
  const rulesOf = rulesByType(controls);
  for (const id in document.Resources) {
    const resource = document.Resources[id];
    const rules = resource && rulesOf.get(resource.Type);
    if (!rules) continue;
    const value = asValue(resource);
    for (const { control, rule } of rules) yield* ruleJudgements(control, rule, id, value);
  }
}

interface ControlRule {
  readonly control: JudgedControl;
  readonly rule: BoundRule;
}

const known = new WeakMap<readonly JudgedControl[], ReadonlyMap<string, readonly ControlRule[]>>();

/** The rules of a list of controls by the type that they judge, of each control the first: made once for each list. */
function rulesByType(controls: readonly JudgedControl[]): ReadonlyMap<string, readonly ControlRule[]> {
  const before = known.get(controls);
  if (before) return before;
  const rules = new Map<string, ControlRule[]>();
  for (const type of new Set(controls.flatMap((control) => control.rules.flatMap(({ types }) => types)))) {
    const ofType = controls.flatMap((control) => {
      const rule = control.rules.find(({ types }) => types.includes(type));
      return rule ? [{ control, rule }] : [];
    });
    rules.set(type, ofType);
  }
  known.set(controls, rules);
  return rules;
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
