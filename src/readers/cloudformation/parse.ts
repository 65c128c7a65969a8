import { JsonSyntaxError, parseJson } from './json.js';
import type { Node } from './node.js';
import { Source } from './source.js';
import { TemplateError } from './template-error.js';
import { parseYaml } from './yaml.js';

/** CloudFormation takes at most 1 MB; the rest is room for templates that are packaged before deployment. */
const MAXIMUM_LENGTH = 10_000_000;

/** A YAML or JSON text that could be parsed: its top level is a map. */
export interface ParsedText {
  readonly tree: Node;
  readonly source: Source;
  readonly problem?: never;
}

/** Why a text could not be parsed. Line and column from 1. */
export interface ParseProblem {
  readonly problem: { readonly message: string; readonly line: number | null; readonly column: number | null };
}

/**
 * Parses a YAML or JSON text into a tree with places, whatever it describes: `isTemplate` says whether it is
 * CloudFormation's, `toValue` gives it as plain values.
 *
 * @param text with or without a byte order mark
 */
export function parseTemplate(text: string): ParsedText | ParseProblem {
  if (text.length > MAXIMUM_LENGTH) return { problem: { message: TOO_LONG, line: null, column: null } };
  const source = new Source(text);
  try {
    return { tree: parseTree(source.text), source };
  } catch (error) {
    if (error instanceof TemplateError) return problemOf(error, source);
    throw error;
  }
}

/** A problem in the shape of a reading, placed in its text. */
export function problemOf(error: TemplateError, source: Source): ParseProblem {
  const place = error.offset === null ? { line: null, column: null } : source.position(error.offset);
  return { problem: { message: error.message, ...place } };
}

function parseTree(text: string): Node {
  if (text.trim() === '') throw new TemplateError(EMPTY, null);
  const tree = /^\s*\{/.test(text) ? parseBraces(text) : parseYaml(text);
  if (!tree || (tree.kind === 'scalar' && tree.value === null)) throw new TemplateError(EMPTY, null);
  if (tree.kind !== 'map') throw new TemplateError(NO_MAP, tree.start);
  return tree;
}

/** JSON, whose first key is quoted, or YAML that begins with a brace. */
function parseBraces(text: string): Node | null {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError) || /^\s*\{\s*["}]/.test(text)) throw error;
    return yamlInstead(text) ?? raise(error);
  }
}

function yamlInstead(text: string): Node | null {
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

function raise(error: Error): never {
  throw error;
}

const TOO_LONG = 'the text is longer than 10 MB. Split it into smaller templates.';
const EMPTY = 'the text is empty. Write a template into it, or leave the file out.';
const NO_MAP = 'the top level is not a map. Begin with keys such as `Resources:`.';
