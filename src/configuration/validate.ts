import type { ErrorObject, ValidateFunction } from 'ajv';
import { suggestion } from '../text/nearest.js';
import type { YamlDocument } from './document.js';
import type { DocumentPath } from './place.js';
import type { ConfigurationProblem, Outcome } from './problem.js';

/**
 * The data of a document, if it has the schema's shape; else every difference with its place.
 *
 * @param validate compiled by ajv with `allErrors` and `verbose`
 * @param hint what to say besides about a key that is not known, by its path
 */
export function validated<Type>(
  document: YamlDocument,
  validate: ValidateFunction<Type>,
  hint: (path: DocumentPath) => string | null = () => null,
): Outcome<Type> {
  const value: unknown = withoutEmptyKeys(document.value);
  if (validate(value)) return { value };
  const errors = decisive(validate.errors ?? []);
  return { problems: unique(errors.map((error) => problemOf(error, document, hint))) };
}

/** A key with nothing after it (every entry of its list is commented out, say) is as good as none. */
function withoutEmptyKeys(value: unknown): unknown {
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

/**
 * Of the errors inside alternatives (`anyOf`) only those of the one that was meant: the alternative of the
 * value's own type. Where none has it, the alternatives themselves are the message.
 */
function decisive(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf');
  return errors.filter((error) => {
    // Beside an `if` stand the errors of the branch that it chose.
    if (error.keyword === 'if') return false;
    const union = unions.find(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`));
    if (error.keyword === 'anyOf') return !errors.some((other) => isMeant(other, error)) && union === undefined;
    return union === undefined || isMeant(error, union);
  });
}

/** An error inside a union's alternative that accepts the type of the value. */
function isMeant(error: ErrorObject, union: ErrorObject): boolean {
  if (error === union || !error.instancePath.startsWith(union.instancePath)) return false;
  if (error.instancePath !== union.instancePath) return true;
  return error.keyword === 'additionalProperties' || error.keyword === 'required';
}

function problemOf(
  error: ErrorObject,
  document: YamlDocument,
  hint: (path: DocumentPath) => string | null,
): ConfigurationProblem {
  const path = pointer(error.instancePath);
  if (error.keyword !== 'additionalProperties') {
    return { file: document.file, ...document.at(path), message: messageOf(error, path) };
  }
  const key = String(error.params['additionalProperty']);
  const known = Object.keys(properties(error.parentSchema));
  const message = hint([...path, key]) ?? `unknown key \`${key}\`${where(path)}${suggestion(key, known)}`;
  return { file: document.file, ...document.keyAt([...path, key]), message };
}

function messageOf(error: ErrorObject, path: DocumentPath): string {
  const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
  const description: unknown = error.parentSchema?.['description'];
  switch (error.keyword) {
    case 'type':
      return `${name} is ${kindOf(error.data)}; it must be ${WORDS[String(error.params['type'])] ?? 'something else'}${quoteHint(error)}`;
    case 'required':
      return `\`${error.params['missingProperty']}\` is missing${where(path)}`;
    case 'enum':
      return `${name} is ${shown(error.data)}; it must be one of ${list(error.schema)}${near(error)}`;
    case 'const':
      return `${name} is ${shown(error.data)}; it must be \`${String(error.schema)}\``;
    case 'anyOf':
      return `${name} is ${shown(error.data)}; it must be ${alternatives(error.schema)}`;
    case 'minLength':
    case 'minItems':
      return `${name} is empty`;
    case 'pattern':
      return `${name} is \`${String(error.data)}\`; it must be ${typeof description === 'string' ? description : `text that matches ${String(error.schema)}`}`;
    default:
      return `${name} ${error.message ?? 'is not valid'}`;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'nothing',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return WORDS[typeof value] ?? typeof value;
}

const shown = (value: unknown): string => (typeof value === 'object' ? kindOf(value) : `\`${String(value)}\``);

const quoteHint = (error: ErrorObject): string =>
  error.params['type'] === 'string' && typeof error.data === 'number' ? ': put it in quotes' : '';

const where = (path: DocumentPath): string => (path.length === 0 ? '' : ` in \`${path.join('.')}\``);

/** Only text can be a misspelt name. */
const near = ({ data, schema }: ErrorObject): string =>
  typeof data === 'string' ? suggestion(data, names(schema)) : '';

const names = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);
const list = (values: unknown): string =>
  names(values)
    .map((name) => `\`${name}\``)
    .join(', ');

function alternatives(schemas: unknown): string {
  if (!Array.isArray(schemas)) return 'something else';
  return schemas.map((schema) => alternative(schema)).join(' or ');
}

function alternative(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return 'something else';
  if ('const' in schema) return `\`${String(schema.const)}\``;
  return 'type' in schema ? (WORDS[String(schema.type)] ?? String(schema.type)) : 'something else';
}

function properties(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return {};
  return typeof schema.properties === 'object' && schema.properties !== null ? schema.properties : {};
}

/** The steps of a JSON pointer (RFC 6901). */
function pointer(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function unique(problems: readonly ConfigurationProblem[]): ConfigurationProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.line}:${problem.column}:${problem.message}`, problem]));
  return [...seen.values()];
}
