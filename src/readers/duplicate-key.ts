import { visit } from 'jsonc-parser';
import type { Position } from '../resources/resource.js';

/** A key that one map of a JSON text has twice; the ECS API and the tools disagree on which of the two counts. */
export function duplicateKey(text: string): { readonly key: string; readonly position: Position } | null {
  const open: Set<string>[] = [];
  let found: { key: string; position: Position } | null = null;
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, _offset, _length, line, column) => {
      const keys = open.at(-1);
      if (keys?.has(key)) found ??= { key, position: { line: line + 1, column: column + 1 } };
      keys?.add(key);
    },
  });
  return found;
}
