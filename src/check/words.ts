import type { Leaf } from '../language/condition.js';
import { bound, evaluateLeaf } from '../language/evaluate.js';
import type { Cause } from '../language/explain.js';
import { FALSE, TRUE } from '../language/truth.js';
import { isList, isMap, isScalar, own, type Value } from '../language/value.js';
import { code } from './code.js';
import { malformation } from './missing.js';
import { placeName } from './places.js';

/** How a value of the input is shown. */
export interface Showing {
  /** Takes out what no output may show. */
  readonly mask: (text: string) => string;
  /** The control looks at secrets: no value is shown at all. */
  readonly secretValues: boolean;
}

/** Where a cause is, and the name of the list's element around it (of an environment variable, say). */
export interface NamedPlace {
  readonly path: readonly string[];
  readonly element: string | null;
}

/** A value between backticks, masked before it is cut. */
export function quoted(value: Value, { mask, secretValues }: Showing): string {
  if (secretValues) return '`***`';
  return code(mask(typeof value === 'string' ? value : JSON.stringify(value)));
}

/** The words for a cause: the control's own, else what its leaf says. */
export function causeWords(cause: Cause, { path, element }: NamedPlace, showing: Showing): string {
  const name = placeName(path) || placeName(cause.path) || 'the resource';
  if (cause.message !== null) return fill(cause.message, { name: element ?? name, path: name }, cause.value, showing);
  const inner = placeName(cause.path);
  const what = inner === '' || inner === name ? `\`${name}\`` : `\`${inner}\` of \`${name}\``;
  return cause.leaf ? leafWords(cause.leaf, what, cause.value, showing) : listWords(what, cause.value);
}

/** INVARIANT: one pass, so that a value that holds a placeholder is not filled again. */
function fill(message: string, names: { name: string; path: string }, value: Value, showing: Showing): string {
  return message.replaceAll(/`?\{(value|path|name)\}`?/g, (_, placeholder) => {
    if (placeholder === 'value') return value === null ? 'not set' : quoted(value, showing);
    return quoted(placeholder === 'path' ? names.path : names.name, { ...showing, secretValues: false });
  });
}

/** The words for a place that cannot be known. */
export function unknownWords(path: readonly string[], value: Value): string {
  const name = placeName(path);
  const wrong = malformation(value);
  if (name === '') return 'This cannot be decided from this input';
  return wrong === null ? `\`${name}\` cannot be known from this input` : `\`${name}\` is ${wrong}`;
}

function listWords(name: string, list: Value): string {
  if (list === null) return `${name} is not set`;
  if (isList(list) && list.length === 0) return `${name} is empty`;
  return `no entry of ${name} is as it should be`;
}

/** What stands there, and where the leaf is false, what it asks for instead. */
function leafWords(leaf: Leaf, name: string, value: Value, showing: Showing): string {
  if (value === null) return `${name} is not set`;
  const truth = evaluateLeaf({ ...leaf, term: { base: 'item', path: [] } }, { resource: null, item: value });
  if (leaf.kind === 'exists' || leaf.kind === 'hasKey') return `${name} is set`;
  if (leaf.kind === 'secret')
    return truth === TRUE ? `${name} holds a secret in plain text` : `${name} holds no secret`;
  const actual = leaf.kind === 'countAtLeast' ? countWords(value) : quoted(value, showing);
  const expected = truth === FALSE ? expectation(leaf) : '';
  return `${name} is ${actual}${expected}`;
}

function countWords(value: Value): string {
  const greatest = isMap(value) ? own(value, 'greatest') : null;
  return isScalar(greatest) ? `\`${greatest}\`` : 'too few';
}

function expectation(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'oneOf':
      return `, not ${alternatives(bound<readonly Value[]>(leaf.values))}`;
    case 'like':
      return `, not ${alternatives(bound<readonly string[]>(leaf.globs))}`;
    case 'atLeast':
    case 'countAtLeast':
      return `, not \`${bound(leaf.bound)}\` or more`;
    case 'atMost':
      return `, not \`${bound(leaf.bound)}\` or less`;
    case 'versionAtLeast':
      return `, not \`${bound(leaf.version)}\` or later`;
    case 'matches':
    case 'hasKey':
    case 'exists':
    case 'secret':
      return '';
    default:
      return leaf satisfies never;
  }
}

/** The values come from the control and its parameters, not from the input: nothing of them is hidden. */
function alternatives(values: readonly Value[]): string {
  const shown = values.map((value) => quoted(value, { mask: (text) => text, secretValues: false }));
  return shown.length > 2 ? `one of ${shown.join(', ')}` : shown.join(' or ');
}
