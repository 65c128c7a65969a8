import type { Control, Parameter, Severity } from '../controls/control.js';
import type { ParameterValue } from '../language/bind.js';
import { suggestion } from '../text/nearest.js';

/** What a configuration says something of: a control, or an organization policy, which has no severity. */
export interface Configurable extends Pick<Control, 'id' | 'parameters'> {
  readonly severity?: Severity;
}

/** The parameter of a control, or why there is none of that name. */
export function findParameter(control: Configurable, name: string): Parameter | string {
  const known = control.parameters ?? {};
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found) return found;
  const names = Object.keys(known);
  if (names.length === 0) return `control \`${control.id}\` has no parameters`;
  const near = suggestion(name, names) || `; it has ${names.map((one) => `\`${one}\``).join(', ')}`;
  return `control \`${control.id}\` has no parameter \`${name}\`${near}`;
}

const TYPES: Readonly<Record<Parameter['type'], string>> = {
  boolean: 'true or false',
  integer: 'a whole number',
  text: 'text',
  texts: 'a list of texts',
  integers: 'a list of whole numbers',
};

/** Why a value does not fit a parameter, as the end of `… must be`; null when it does. */
export function misfit(parameter: Parameter, value: unknown): string | null {
  if (!hasType(parameter.type, value)) return TYPES[parameter.type];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const entry of entries) {
    const problem = typeof entry === 'number' ? numberMisfit(parameter, entry) : textMisfit(parameter, String(entry));
    if (problem) return problem;
  }
  return null;
}

function hasType(type: Parameter['type'], value: unknown): value is ParameterValue {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    case 'integers':
      return Array.isArray(value) && value.every((entry) => Number.isSafeInteger(entry));
    default:
      return type satisfies never;
  }
}

function numberMisfit({ minimum, maximum }: Parameter, value: number): string | null {
  if (minimum !== undefined && value < minimum) return `at least ${minimum}, not \`${value}\``;
  return maximum !== undefined && value > maximum ? `at most ${maximum}, not \`${value}\`` : null;
}

function textMisfit({ allowed, pattern, type }: Parameter, value: string): string | null {
  if (type === 'boolean') return null;
  if (allowed && !allowed.includes(value)) {
    return `one of ${allowed.map((one) => `\`${one}\``).join(', ')}, not \`${value}\`${suggestion(value, allowed)}`;
  }
  return pattern && !new RegExp(pattern).test(value) ? `text that matches \`${pattern}\`, not \`${value}\`` : null;
}

/** A value from a configuration file, once `misfit` finds nothing; the type says the same to the compiler. */
export function fits(parameter: Parameter, value: unknown): value is ParameterValue {
  return misfit(parameter, value) === null;
}

/** A value from the command line (`--set`): lists are written with commas or as JSON. */
export function parameterFromText(type: Parameter['type'], text: string): unknown {
  switch (type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'integer':
      return /^-?[0-9]+$/.test(text) ? Number(text) : text;
    case 'text':
      return text;
    case 'texts':
      return listFromText(text);
    case 'integers':
      return listFromText(text).map((entry) => parameterFromText('integer', String(entry)));
    default:
      return type satisfies never;
  }
}

function listFromText(text: string): unknown[] {
  if (text.trim() === '') return [];
  if (text.trimStart().startsWith('[')) {
    const parsed = parseJson(text);
    if (Array.isArray(parsed)) return parsed;
  }
  return text.split(',').map((entry) => entry.trim());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
