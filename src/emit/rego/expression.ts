import type { Control } from '../../controls/control.js';
import type { ParameterValue } from '../../language/bind.js';
import type { Leaf, ParameterReference, Term } from '../../language/condition.js';
import { isParameter } from '../../language/condition.js';
import { spellings } from '../../language/evaluate.js';
import { enginePattern, globPattern, wholeTexts } from '../../language/patterns.js';
import { visits } from '../../language/terms.js';
import type { Scalar } from '../../language/value.js';

/** A value of JSON as a Rego term: JSON's own syntax, spaced as `opa fmt` does. */
export function regoTerm(value: Scalar | readonly Scalar[]): string {
  if (Array.isArray(value)) return `[${value.map((entry) => JSON.stringify(entry)).join(', ')}]`;
  return JSON.stringify(value);
}

/** The value at a term, read step by step so that what is unknown stays unknown. */
export function valueExpression(term: Term, item: string, path: readonly string[] = term.path): string {
  const start = term.base === 'resource' ? 'resource' : item;
  const read = path.reduce((inner, key) => `lib.get(${inner}, ${JSON.stringify(key)})`, start);
  return path.length > 0 ? read : `lib.present(${start})`;
}

/** The value of a control's parameter: what `data` says, else its default. */
export function parameterExpression(control: Control, name: string): string {
  const value = regoTerm(parameterDefault(control, name));
  return `lib.parameter(${JSON.stringify(control.id)}, ${JSON.stringify(name)}, ${value})`;
}

function parameterDefault(control: Control, name: string): ParameterValue {
  const parameter = control.parameters?.[name];
  if (!parameter) throw new Error(`control \`${control.id}\` has no parameter \`${name}\``);
  return parameter.default;
}

/** The names of the library's functions for a leaf that is certainly true, and certainly false. */
const FUNCTIONS: Readonly<Record<Exclude<Leaf['kind'], 'exists'>, readonly [holds: string, fails: string]>> = {
  oneOf: ['one_of', 'none_of'],
  matches: ['matched', 'unmatched'],
  like: ['matched', 'unmatched'],
  atLeast: ['at_least', 'not_at_least'],
  atMost: ['at_most', 'not_at_most'],
  versionAtLeast: ['version_at_least', 'version_not_at_least'],
  countAtLeast: ['count_at_least', 'count_below'],
  hasKey: ['has_key', 'lacks_key'],
  secret: ['is_secret', 'no_secret'],
};

/** A leaf as one Rego expression. Rego asks only the two certain questions: `unknown` is what neither answers. */
export function leafExpression(leaf: Leaf, certainly: boolean, item: string, control: Control): string {
  const value = valueExpression(leaf.term, item);
  if (leaf.kind === 'exists') {
    if (!certainly) return `lib.absent(${value})`;
    const parent = valueExpression(leaf.term, item, leaf.term.path.slice(0, -1));
    return `lib.exists(${value}, ${leaf.term.path.length > 0 ? parent : 'null'})`;
  }
  const name = FUNCTIONS[leaf.kind][certainly ? 0 : 1];
  const operand = operandExpression(leaf, control);
  return `lib.${name}(${value}${operand === null ? '' : `, ${operand}`})`;
}

/** A parameter whose name can stand in one of Rego's. */
const isPlain = (name: string): boolean => /^[a-z][A-Za-z0-9]*$/.test(name);

/** The rule that holds the globs of a parameter as `lib.fits` asks for them: written as such once, not again for each value. */
function globsName(control: Control, name: string): string {
  if (!isPlain(name)) return `globs_${Object.keys(control.parameters ?? {}).indexOf(name)}`;
  return `${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_globs`;
}

/** A glob without wildcards, and those with one at an end. */
const TEXT = /^([^*?]*)$/;
const START = /^([^*?]*)\*$/;
const END = /^\*([^*?]*)$/;

/** As `lib.globs` writes them. */
function globsTerm(globs: readonly string[]): string {
  const all = globs.map(small);
  const ofForm = (form: RegExp): string[] => all.flatMap((glob) => form.exec(glob)?.[1] ?? []);
  const others = all.filter((glob) => ![TEXT, START, END].some((form) => form.test(glob)));
  const parts = [
    ['texts', regoTerm(ofForm(TEXT))],
    ['starts', regoTerm(ofForm(START))],
    ['ends', regoTerm(ofForm(END))],
    ['pattern', others.length > 0 ? regoTerm(globsPattern(others)) : 'null'],
  ];
  return `{${parts.map(([name, term]) => `"${name}": ${term}`).join(', ')}}`;
}

/** As `lib.glob_pattern` writes it. */
const globsPattern = (globs: readonly string[]): string =>
  `(?s)^(${globs.map((glob) => globPattern(glob).slice(1, -1)).join('|')})$`;

/** As `lib.small` writes it. */
const small = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

function patternTerm(pattern: string): string {
  const texts = wholeTexts(pattern);
  return texts ? `{"texts": ${regoTerm(texts)}}` : regoTerm(enginePattern(pattern));
}

/** The rules for the parameters that conditions compare texts with as globs. */
export function globRules(control: Control): string[] {
  const conditions = control.rules.flatMap(({ when, holds }) => (when ? [when, holds] : [holds]));
  const leaves = conditions.flatMap((condition) =>
    [...visits(condition)].flatMap((visit) => ('leaf' in visit ? visit.leaf : [])),
  );
  const names = leaves.flatMap((leaf) => (leaf.kind === 'like' && isParameter(leaf.globs) ? leaf.globs.parameter : []));
  return [...new Set(names)].map((name) => {
    const value = parameterDefault(control, name);
    const globs = Array.isArray(value) ? value.map(String) : [];
    return [
      `${globsName(control, name)} := lib.globs(globs) if {`,
      `\tglobs := data.ringfence.parameters[${JSON.stringify(control.id)}]${isPlain(name) ? `.${name}` : `[${JSON.stringify(name)}]`}`,
      `} else := ${globsTerm(globs)}`,
    ].join('\n');
  });
}

function operandExpression(leaf: Exclude<Leaf, { kind: 'exists' }>, control: Control): string | null {
  const term = (operand: Scalar | readonly Scalar[] | ParameterReference): string =>
    isParameter(operand) ? parameterExpression(control, operand.parameter) : regoTerm(operand);
  switch (leaf.kind) {
    case 'oneOf':
      return isParameter(leaf.values)
        ? `lib.spellings(${term(leaf.values)})`
        : regoTerm(leaf.values.flatMap(spellings));
    case 'matches':
    case 'hasKey':
      return patternTerm(leaf.pattern);
    case 'like':
      return isParameter(leaf.globs) ? globsName(control, leaf.globs.parameter) : globsTerm(leaf.globs);
    case 'atLeast':
    case 'atMost':
    case 'countAtLeast':
      return term(leaf.bound);
    case 'versionAtLeast':
      return term(leaf.version);
    case 'secret':
      return null;
    default:
      return leaf satisfies never;
  }
}
