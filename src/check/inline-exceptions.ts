import { isList, isMap, own, type Value } from '../language/value.js';
import type { Resource } from '../resources/resource.js';
import { suggestion } from '../text/nearest.js';
import { code } from './code.js';
import type { CheckOptions, Exception } from './options.js';
import type { CheckError, CheckResult } from './result.js';

/** What the exceptions in a resource's own metadata come to. */
export interface InlineExceptions {
  readonly applied: readonly Exception[];
  /** Written, but not allowed by the configuration. */
  readonly refused: CheckResult['unusedExceptions'];
  readonly errors: readonly CheckError[];
}

const NONE: InlineExceptions = { applied: [], refused: [], errors: [] };

/** Reads and checks the exceptions that a resource carries. A malformed one is an error, and covers nothing. */
export function inlineExceptions(
  resource: Resource,
  file: string,
  options: Pick<CheckOptions, 'inlineExceptions' | 'locked' | 'controlIds'>,
): InlineExceptions {
  const written = resource.exceptions;
  if (written === undefined || written === null) return NONE;
  if (!isList(written)) return { ...NONE, errors: [errorAt(resource, file, [], 'its exceptions are not a list')] };
  const read = written.map((entry, index) => readEntry(entry, { resource, file, index, ids: options.controlIds }));
  const valid = read.flatMap(({ exception }) => exception ?? []);
  return {
    applied: valid.filter(({ control }) => isAllowed(control, options)),
    refused: valid.filter(({ control }) => !isAllowed(control, options)).map(refusal),
    errors: read.flatMap(({ error }) => error ?? []),
  };
}

function isAllowed(control: string, options: Pick<CheckOptions, 'inlineExceptions' | 'locked'>): boolean {
  if (options.locked.includes(control) || options.inlineExceptions === 'none') return false;
  return options.inlineExceptions === 'all' || options.inlineExceptions.includes(control);
}

const refusal = ({ control, source }: Exception): CheckResult['unusedExceptions'][number] => ({
  control,
  ...source,
  message: `the exception for ${code(control)} covers nothing: the configuration does not allow it in a template`,
});

interface Entry {
  readonly resource: Resource;
  readonly file: string;
  readonly index: number;
  /** Of every control; undefined where they are not known. */
  readonly ids: readonly string[] | undefined;
}

type ReadEntry =
  | { readonly exception: Exception; readonly error?: never }
  | { readonly error: CheckError; readonly exception?: never };

function readEntry(entry: Value, { resource, file, index, ids }: Entry): ReadEntry {
  const problem = problemOf(entry) ?? controlProblem(entry, ids);
  if (problem !== null)
    return { error: errorAt(resource, file, [String(index)], `exception ${index + 1}: ${problem}`) };
  const text = (name: string): string => (isMap(entry) ? String(own(entry, name)) : '');
  const container = isMap(entry) && Object.hasOwn(entry, 'container') ? { container: text('container') } : {};
  const line = position(resource, [String(index)])?.line ?? null;
  return {
    exception: {
      control: text('control'),
      ...container,
      reason: text('reason'),
      owner: text('owner'),
      expires: text('expires'),
      source: { file, line },
    },
  };
}

const REQUIRED = ['control', 'reason', 'owner', 'expires'];
const ALLOWED = new Set([...REQUIRED, 'container']);

/** What is wrong with an entry, in words; null where nothing is. */
function problemOf(entry: Value): string | null {
  if (!isMap(entry)) return 'it is not a map of `control`, `reason`, `owner` and `expires`';
  const unknown = Object.keys(entry).find((key) => !ALLOWED.has(key));
  if (unknown !== undefined) {
    const near =
      suggestion(unknown, ALLOWED) || `; it may have ${[...ALLOWED].map((name) => `\`${name}\``).join(', ')}`;
    return `unknown key ${code(unknown)}${near}`;
  }
  for (const name of ALLOWED) {
    const value = own(entry, name);
    if (value === null && !REQUIRED.includes(name)) continue;
    if (value === null) return `\`${name}\` is missing`;
    if (typeof value !== 'string' || value.trim() === '') return `\`${name}\` is not a text`;
  }
  return isDay(own(entry, 'expires')) ? null : '`expires` is not a day as YYYY-MM-DD';
}

/** Whether its control is one that there is: a typing mistake would cover nothing. */
function controlProblem(entry: Value, ids: readonly string[] | undefined): string | null {
  const id = isMap(entry) ? own(entry, 'control') : null;
  if (ids === undefined || typeof id !== 'string' || ids.includes(id)) return null;
  return `there is no control ${code(id)}${suggestion(id, ids)}`;
}

/** A day that the calendar has, so that comparing texts compares days. */
function isDay(value: Value): boolean {
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const position = (resource: Resource, path: readonly string[]) =>
  resource.locate(['Metadata', 'ringfence', 'exceptions', ...path]);

function errorAt(resource: Resource, file: string, path: readonly string[], message: string): CheckError {
  const at = position(resource, path);
  return { file, line: at?.line ?? null, column: at?.column ?? null, message: `${code(resource.id)}: ${message}` };
}
