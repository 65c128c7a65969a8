import { isNode, LineCounter, parseDocument } from 'yaml';
import type { DocumentPath } from '../configuration/place.js';

/**
 * The text of a template that stands in another YAML file, as it is written there: with CloudFormation's short tags,
 * and moved by nothing, so that a line of it has the same number as in the file.
 */
export function templateText(text: string, path: DocumentPath): string {
  const lines = new LineCounter();
  const node: unknown = parseDocument(text, { lineCounter: lines }).getIn(path, true);
  if (!isNode(node) || !node.range) return '';
  const [start, end] = node.range;
  const { line, col } = lines.linePos(start);
  return `${'\n'.repeat(line - 1)}${' '.repeat(col - 1)}${text.slice(start, end)}\n`;
}
