import { isCollection, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { readJsonDocument } from './json-document.js';
import type { DocumentPath, Located, Place } from './place.js';
import type { ConfigurationProblem, Outcome } from './problem.js';

/** A YAML (or JSON) file as data, with the place of every key and value. */
export interface YamlDocument extends Located {
  readonly file: string;
}

/** Reads one YAML 1.2 document, or JSON. `file` names it in messages. */
export function readDocument(file: string, text: string): Outcome<YamlDocument> {
  const json = readJsonDocument(text);
  return json ? { value: { file, ...json } } : readYaml(file, text);
}

function readYaml(file: string, text: string): Outcome<YamlDocument> {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number | undefined): Place => {
    if (offset === undefined) return { line: null, column: null };
    const { line, col } = lines.linePos(offset);
    return line > 0 ? { line, column: col } : { line: 1, column: 1 };
  };
  if (parsed.errors.length > 0) {
    return { problems: parsed.errors.map((error) => ({ file, ...place(error.pos[0]), message: error.message })) };
  }
  const { value, problem } = toData(parsed);
  if (problem !== null) return { problems: [{ file, line: null, column: null, message: problem }] };
  const at = (path: DocumentPath): Place => place(nodeAt(parsed.contents, path)?.range?.[0]);
  const keyAt = (path: DocumentPath): Place => {
    const found = place(keyOffset(parsed.contents, path));
    return found.line === null ? at(path) : found;
  };
  return { value: { file, value, at, keyAt } };
}

/** Aliases are expanded up to a limit of the parser; beyond it, the document is refused. */
function toData(parsed: ReturnType<typeof parseDocument>): { value: unknown; problem: string | null } {
  try {
    return { value: parsed.toJS(), problem: null };
  } catch (error) {
    return { value: null, problem: error instanceof Error ? error.message : 'the document cannot be read' };
  }
}

function nodeAt(root: Node | null, path: DocumentPath): Node | null {
  let node = root;
  for (const step of path) {
    const child: unknown = isCollection(node) ? node.get(step, true) : undefined;
    if (!isNode(child)) return node;
    node = child;
  }
  return node;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function keyOffset(root: Node | null, path: DocumentPath): number | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (isSeq(parent) || !isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(last));
  return pair && isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

/** A problem at a path of a document. */
export function problemAt(document: YamlDocument, path: DocumentPath, message: string): ConfigurationProblem {
  return { file: document.file, ...document.at(path), message };
}
