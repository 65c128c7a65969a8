import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Value } from '../language/value.js';
import { jsonValue, positionAt, withinStack } from './json.js';
import type { ReadProblem } from './reading.js';

export type ParsedJson =
  | { readonly value: Value; readonly problem?: never }
  | { readonly problem: ReadProblem; readonly value?: never };

/** Parses a JSON text; a mistake comes back with its line and column. */
export function parseJson(text: string, file: string): ParsedJson {
  const value = jsonValue(text);
  return value === undefined ? { problem: jsonProblem(text, file) } : { value };
}

function jsonProblem(text: string, file: string): ReadProblem {
  const first = withinStack(() => firstError(text));
  const reason = first ? words(printParseErrorCode(first.error)) : 'it has a character that JSON does not allow';
  const position = first ? positionAt(text, first.offset) : null;
  return {
    file,
    line: position?.line ?? null,
    column: position?.column ?? null,
    message: `this is not valid JSON: ${reason}; write it out again with the tool that made it`,
  };
}

function firstError(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  return errors[0];
}

const words = (code: string): string => code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** The syntax tree of a JSON text, for locations; parsed when it is first asked for. */
export function lazyTree(text: string): () => Node | undefined {
  let tree: Node | undefined;
  let parsed = false;
  return () => {
    if (!parsed) tree = withinStack(() => parseTree(text));
    parsed = true;
    return tree;
  };
}
