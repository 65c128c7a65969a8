// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import { isList, isMap, own, type Value } from '../../src/language/value.js';
import { below, pick, type Random } from './random.js';
import { added, type Path, places, replaced, valueAt } from './tree.js';

const FUNCTIONS = [
  'Ref',
  'Condition',
  ...['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'ForEach::Loop', 'GetAtt', 'GetAZs', 'If', 'ImportValue'],
  ...['Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'Unknown', 'Secret'],
].map((name) => (/^(Ref|Condition)$/.test(name) ? name : `Fn::${name}`));

const ODD: readonly Value[] = [
  ...[null, true, false, 0, -1, 1e308, 1.5, '', ' ', 'true', '0', '*', '{', '[]', '{}', 'null', '::error::x'],
  ...['__proto__', 'constructor', '\u0000', '\u202e', '\ud800', '${', '${A', '${AWS::Region}', '{{resolve:ssm:x}}'],
  ...['x'.repeat(5000), [], {}, [[]], [null], { Ref: 'AWS::NoValue' }, { Ref: '' }, { Ref: null }],
  ...[{ 'Fn::If': [] }, { 'Fn::Sub': ['', null] }, { 'Fn::Unknown': 'x' }, { 'Fn::Secret': 'x' }, { __proto__x: 1 }],
];

const KEYS = ['__proto__', 'constructor', 'toString', 'Ref', 'Fn::If', 'Facts', 'Related', '', '*', 'Type', '0'];

/** Changes one place of a value without regard for what it means. */
type Mutation = (value: Value, random: Random, all: readonly (readonly [Path, Value])[]) => Value;

const anywhere = (random: Random, all: readonly (readonly [Path, Value])[]): readonly [Path, Value] =>
  pick(random, all);

const MUTATIONS: readonly Mutation[] = [
  // Dropped.
  (value, random, all) => replaced(value, anywhere(random, all)[0], undefined),
  // Something odd instead.
  (value, random, all) => replaced(value, anywhere(random, all)[0], pick(random, ODD)),
  // What stands somewhere else: wrong kinds, and right kinds in wrong places.
  (value, random, all) => replaced(value, anywhere(random, all)[0], anywhere(random, all)[1]),
  // Retyped.
  (value, random, all) => {
    const [path, there] = anywhere(random, all);
    return replaced(value, path, retyped(there, random));
  },
  // Twice in a list, or a map under a second name.
  (value, random, all) => {
    const [path, there] = anywhere(random, all);
    const parent = valueAt(value, path.slice(0, -1));
    if (isList(parent)) return replaced(value, path.slice(0, -1), [...parent, there]);
    return path.length === 0 ? value : added(value, [...path.slice(0, -1), `${path.at(-1)}2`], there);
  },
  // A key more.
  (value, random, all) => {
    const [path, there] = anywhere(random, all);
    return isMap(there) ? added(value, [...path, pick(random, KEYS)], pick(random, ODD)) : value;
  },
  // Another intrinsic function.
  (value, random, all) => {
    const intrinsics = all.filter(([path]) => /^(Ref|Condition|Fn::)/.test(path.at(-1) ?? ''));
    if (intrinsics.length === 0) return value;
    const [path, there] = pick(random, intrinsics);
    return replaced(value, path.slice(0, -1), { [pick(random, FUNCTIONS)]: there });
  },
  // An intrinsic around it.
  (value, random, all) => {
    const [path, there] = anywhere(random, all);
    return replaced(value, path, { [pick(random, FUNCTIONS)]: wrapping(there, random) });
  },
  // A text that ends early.
  (value, random, all) => {
    const texts = all.filter(([, there]) => typeof there === 'string' && there.length > 1);
    if (texts.length === 0) return value;
    const [path, there] = pick(random, texts);
    return replaced(value, path, String(there).slice(0, below(random, String(there).length)));
  },
  // A reference to another resource, or in a circle.
  (value, random, all) => {
    const resources = isMap(value) ? own(value, 'Resources') : null;
    const ids = isMap(resources) ? Object.keys(resources) : [];
    if (ids.length === 0) return value;
    return replaced(value, anywhere(random, all)[0], { Ref: pick(random, ids) });
  },
];

function retyped(value: Value, random: Random): Value {
  if (isList(value)) return pick<Value>(random, [value[0] ?? 'x', { ...value }, JSON.stringify(value), [value]]);
  if (isMap(value))
    return pick<Value>(random, [Object.values(value), Object.keys(value), JSON.stringify(value), [value]]);
  return pick<Value>(random, [[value], { value }, String(value), Number(value) || 0, Boolean(value)]);
}

function wrapping(value: Value, random: Random): Value {
  return pick<Value>(random, [value, [value], [value, value], ['x', value, value], [',', [value]], [0, [value]]]);
}

/** A value with one to four places changed. */
export function mutatedValue(value: Value, random: Random): Value {
  let changed = value;
  for (let times = 1 + below(random, 4); times > 0; times--) {
    changed = pick(random, MUTATIONS)(changed, random, [...places(changed)]);
  }
  return changed;
}

/** A text with characters changed, lines moved, or its end missing. */
export function mutatedText(text: string, random: Random): string {
  let changed = text;
  for (let times = 1 + below(random, 4); times > 0; times--) changed = pick(random, TEXT_MUTATIONS)(changed, random);
  return changed;
}

const SCRAPS = [
  '"',
  "'",
  ':',
  ': ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '!Ref ',
  '!!',
  '|',
  '>',
  '\t',
  '\n',
  '\r',
  '#',
];

const TEXT_MUTATIONS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, below(random, text.length + 1)),
  (text, random) => splice(text, below(random, text.length + 1), below(random, 20), ''),
  (text, random) => splice(text, below(random, text.length + 1), 0, pick(random, SCRAPS)),
  (text, random) => splice(text, below(random, text.length + 1), 1, String.fromCharCode(below(random, 256))),
  (text, random) => splice(text, below(random, text.length + 1), 1, String.fromCharCode(below(random, 65_536))),
  (text, random) => linesChanged(text, random, (lines, at) => lines.toSpliced(at, 1)),
  (text, random) => linesChanged(text, random, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  (text, random) => linesChanged(text, random, (lines, at) => lines.toSpliced(at, 1, `  ${lines[at] ?? ''}`)),
  (text, random) => linesChanged(text, random, (lines, at) => lines.toSpliced(at, 1, (lines[at] ?? '').slice(1))),
];

const splice = (text: string, at: number, remove: number, insert: string): string =>
  text.slice(0, at) + insert + text.slice(at + remove);

function linesChanged(text: string, random: Random, change: (lines: string[], at: number) => string[]): string {
  const lines = text.split('\n');
  return change(lines, below(random, lines.length)).join('\n');
}
