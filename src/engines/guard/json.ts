import { GuardError } from './errors.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What the module answers is checked where it is read: a cast would turn a change of cfn-guard into silence. */
function unexpected(what: string, value: unknown): GuardError {
  const shown = (JSON.stringify(value) ?? 'nothing').slice(0, 80);
  return new GuardError('interface', `guard.wasm answered \`${shown}\` where ${what} was expected`);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw unexpected('an object', value);
}

export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unexpected('a list', value);
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw unexpected('a text', value);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unexpected('JSON', text);
  }
}
