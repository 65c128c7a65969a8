import { isIntrinsic, isList, isMap, own, type Value } from '../../src/language/value.js';
import type { Kind } from './corpus.js';
import { below, pick, type Random } from './random.js';
import { added, type Path, places, replaced, valueAt } from './tree.js';

/** A value made unreadable or malformed at one place. */
export interface Change {
  readonly path: Path;
  /** In words, for a report. */
  readonly how: string;
  readonly value: Value;
}

/** Parameters and a custom resource whose values nobody knows before deployment. */
const DECLARED: readonly (readonly [Path, Value])[] = [
  [['Parameters', 'FuzzUnknown'], { Type: 'String' }],
  [['Parameters', 'FuzzSecret'], { Type: 'String', NoEcho: true }],
  [['Resources', 'FuzzCustom'], { Type: 'Custom::Fuzz', Properties: {} }],
  [['Conditions', 'FuzzCondition'], { 'Fn::Equals': [{ Ref: 'FuzzUnknown' }, 'x'] }],
];

const UNKNOWN: Value = { Ref: 'FuzzUnknown' };

/**
 * What cannot be read before deployment, and may turn out to be the value that it stands for. A parameter or an
 * import never is a resource of the same template.
 */
function unreadableForms(value: Value, random: Random): readonly Value[] {
  const either: Value[] = [
    { 'Fn::Transform': { Name: 'Fuzz', Parameters: {} } },
    { 'Fn::If': ['FuzzCondition', value, UNKNOWN] },
    { 'Fn::If': ['FuzzCondition', UNKNOWN, value] },
  ];
  if ([...places(value)].some(([, there]) => isIntrinsic(there))) return either;
  const forms: Value[] = [
    ...either,
    UNKNOWN,
    { Ref: 'FuzzSecret' },
    { Ref: 'NotDeclared' },
    { 'Fn::ImportValue': 'x' },
    { 'Fn::GetAtt': ['FuzzCustom', 'Value'] },
    { 'Fn::Select': [0, { 'Fn::Split': [',', UNKNOWN] }] },
  ];
  return typeof value === 'string' ? [...forms, ...partial(value, random)] : forms;
}

/** A text of which a part is known. */
function partial(text: string, random: Random): Value[] {
  const at = below(random, text.length + 1);
  return [
    '{{resolve:ssm:/fuzz}}',
    { 'Fn::Join': ['', [text.slice(0, at), UNKNOWN]] },
    { 'Fn::Join': ['', [UNKNOWN, text.slice(at)]] },
    { 'Fn::Join': ['', [text.slice(0, at), UNKNOWN, text.slice(at)]] },
    { 'Fn::Sub': [`\${FuzzUnknown}${text.slice(at).replaceAll('${', '${!')}`, {}] },
  ];
}

/** The places of an input whose values decide verdicts. */
function decidingPlaces(kind: Kind, value: Value): (readonly [Path, Value])[] {
  const all = [...places(value)];
  switch (kind) {
    case 'template':
      return all.filter(([[top, , below, ...rest]]) =>
        top === 'Resources' ? below === 'Properties' && rest.length > 0 : top === 'Conditions' && below !== undefined,
      );
    case 'plan':
      return all.filter(
        ([path]) =>
          path[0] === 'planned_values' && valuesIndex(path) > 0 && isOwnAttribute(path.slice(valuesIndex(path) + 1)),
      );
    case 'config-item':
      return all.filter(([path]) => path[0] === 'configuration' && path.length > 1);
    case 'task-definition':
      return all.filter(([path]) => path.length > (path[0] === 'taskDefinition' ? 1 : 0));
    default:
      return kind satisfies never;
  }
}

/** A resource whose id is only known after apply is another one than that with the id: nothing in the plan names it. */
const isOwnAttribute = ([attribute]: Path): boolean => attribute !== undefined && !/^(id|arn)$/.test(attribute);

const valuesIndex = (path: Path): number => path.indexOf('values');

/** Absent is the same as null, NoValue and an empty text: these are not values that could become unreadable. */
const isKnown = (value: Value): boolean => value !== null && value !== '' && !isIntrinsic(value);

/** What `Ref` and `Fn::GetAtt` are about is a name, which no function can give. */
const isOfReference = (path: Path): boolean => path.some((key) => key === 'Ref' || key === 'Fn::GetAtt');

/** Makes a known value unreadable; null where the input has none, or knows no unreadable values. */
export function madeUnreadable(kind: Kind, value: Value, random: Random): Change | null {
  const known = decidingPlaces(kind, value).filter(([path, there]) => isKnown(there) && !isOfReference(path));
  if (known.length === 0 || kind === 'task-definition' || kind === 'config-item') return null;
  const [path, there] = pick(random, known);
  if (kind === 'plan') return afterApply(value, path);
  const form = path[0] === 'Conditions' ? unknownCondition(path) : pick(random, unreadableForms(there, random));
  return { path, how: JSON.stringify(form), value: replaced(value, path, form) };
}

/** A template together with the parameters that stand for what is unknown, in which nothing refers to them yet. */
export const declaring = (kind: Kind, value: Value): Value =>
  kind === 'template' ? DECLARED.reduce((all, [path, by]) => added(all, path, by), value) : value;

const unknownCondition = (path: Path): Value => (path.length === 2 ? { 'Fn::Equals': [UNKNOWN, 'x'] } : UNKNOWN);

/** As Terraform writes what is known after apply: the value is missing, and `after_unknown` says `true` in its place. */
function afterApply(plan: Value, path: Path): Change | null {
  const at = valuesIndex(path);
  const [resource, inside] = [valueAt(plan, path.slice(0, at)), path.slice(at + 1)];
  const address = isMap(resource) ? own(resource, 'address') : null;
  const changes = isMap(plan) ? own(plan, 'resource_changes') : null;
  const index = isList(changes)
    ? changes.findIndex((change) => isMap(change) && own(change, 'address') === address)
    : -1;
  if (index < 0 || typeof address !== 'string' || address.startsWith('module.')) return null;
  const parent = valueAt(plan, path.slice(0, -1));
  const without = replaced(plan, path, isList(parent) ? null : undefined);
  const place = ['resource_changes', String(index), 'change', 'after_unknown'];
  const marks = marked(valueAt(without, place), valueAt(plan, path.slice(0, at + 1)), inside);
  return { path, how: 'known after apply', value: withoutExpression(replaced(without, place, marks), address, inside) };
}

/** `after_unknown` with `true` at a path; lists as long as those of the values. */
function marked(marks: Value, values: Value, [key, ...rest]: Path): Value {
  if (key === undefined) return true;
  if (isList(values)) {
    return values.map((value, index) => {
      const mark = isList(marks) ? (marks[index] ?? {}) : {};
      return String(index) === key ? marked(mark, value, rest) : mark;
    });
  }
  const map = isMap(marks) ? marks : {};
  return { ...map, [key]: marked(own(map, key), isMap(values) ? own(values, key) : null, rest) };
}

const LATER: Value = { references: ['data.external.later.result', 'data.external.later'] };

/** What is known after apply does not come from a literal: the expression above the place refers to something. */
function withoutExpression(plan: Value, address: string, inside: Path): Value {
  const resources = valueAt(plan, ['configuration', 'root_module', 'resources']);
  const base = address.replace(/\[.*$/, '');
  const index = isList(resources) ? resources.findIndex((one) => isMap(one) && own(one, 'address') === base) : -1;
  if (index < 0) return plan;
  const place = ['configuration', 'root_module', 'resources', String(index), 'expressions', inside[0] ?? ''];
  return added(plan, place, LATER);
}

/** Puts a value of another kind in a place; null where the input has no fitting place. */
export function retyped(kind: Kind, value: Value, random: Random): Change | null {
  const known = decidingPlaces(kind, value).filter(([path, there]) => isKnown(there) && path[0] !== 'Conditions');
  if (known.length === 0) return null;
  const [path, there] = pick(random, known);
  // The family is the name by which results tell task definitions apart.
  if (kind === 'task-definition' && path.at(-1) === 'family') return null;
  // Terraform writes `[]` for what is not set, whatever its kind; a block may be a list of one, or a map.
  const others = otherKinds(path, there).filter(
    (other) => kind !== 'plan' || !(JSON.stringify(other) === '[]' || (isList(there) && isMap(other))),
  );
  const by = pick(random, others);
  return { path, how: JSON.stringify(by).slice(0, 200), value: replaced(value, path, by) };
}

/** In an IAM policy a single value stands for a list of one, and an empty list for nothing. */
const POLICY = /^(Statement|Principal|Action|Resource|Condition|Roles|Users|Groups)$/;

function otherKinds(path: Path, value: Value): readonly Value[] {
  const inPolicy = path.some((key) => POLICY.test(key));
  if (isList(value)) return inPolicy ? [7, true, [[value]]] : ['fuzz', 7, true, { Fuzz: 1 }, [value]];
  if (isMap(value)) return inPolicy ? [7, true, [[value]]] : ['fuzz', 7, true, [value], ['fuzz']];
  return inPolicy ? [[[value]], { Fuzz: value }, {}] : [[value], { Fuzz: value }, [[value]], [], {}];
}
