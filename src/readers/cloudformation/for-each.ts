import { isList, isScalar } from '../../language/value.js';
import type { Evaluation } from './evaluation.js';
import { replaceVariables } from './loop-variables.js';
import { itemsOf, type MapNode, type Node, scalarText } from './node.js';

const LOOP = 'Fn::ForEach::';

/** An entry of a map whose loops are written out. */
export interface Expanded {
  readonly name: string;
  /** Offset of the key. */
  readonly key: number;
  readonly value: Node;
  /** Knows what the loops' variables stand for in this entry. */
  readonly evaluation: Evaluation;
}

/** A loop that cannot be written out: its collection is not known, or its form is wrong. */
export interface OpenLoop {
  readonly name: string;
  readonly key: number;
  /** What it runs over; null for a wrong form. */
  readonly collection: Node | null;
}

export interface Expansion {
  readonly entries: readonly Expanded[];
  readonly open: readonly OpenLoop[];
}

/** Entries that the loops of one map may make: CloudFormation allows 500 resources. */
const MAXIMUM_ENTRIES = 10_000;

export const isLoop = (name: string): boolean => name.startsWith(LOOP);

export const hasLoops = (node: MapNode): boolean =>
  node.intrinsic !== null && [...node.entries.keys()].some((name) => isLoop(name));

/** The entries of a map with `Fn::ForEach` written out, in document order. */
export function expandLoops(node: MapNode, evaluation: Evaluation): Expansion {
  const entries: Expanded[] = [];
  const open: OpenLoop[] = [];
  collect(node, evaluation, entries, open);
  return { entries, open };
}

function collect(node: MapNode, evaluation: Evaluation, entries: Expanded[], open: OpenLoop[]): void {
  for (const [written, { key, value }] of node.entries) {
    const name = replaceVariables(written, evaluation.variables);
    if (!isLoop(name)) entries.push({ name, key, value, evaluation });
    else if (!runLoop(value, evaluation, entries, open)) {
      const collection = itemsOf(value, 3)?.[1] ?? null;
      open.push({ name, key, collection });
    }
    if (entries.length > MAXIMUM_ENTRIES) return void open.push({ name, key, collection: null });
  }
}

/** False where the loop cannot be written out. */
function runLoop(loop: Node, evaluation: Evaluation, entries: Expanded[], open: OpenLoop[]): boolean {
  const [variable, collection, body] = itemsOf(loop, 3) ?? [];
  const name = scalarText(variable);
  if (name === null || !collection || body?.kind !== 'map') return false;
  const elements = knownElements(collection, evaluation);
  if (!elements) return false;
  for (const element of elements) {
    if (entries.length > MAXIMUM_ENTRIES) return false;
    collect(body, evaluation.within(name, element), entries, open);
  }
  return true;
}

/** The texts that a loop runs over; null where one of them is not known. */
function knownElements(collection: Node, evaluation: Evaluation): readonly string[] | null {
  const elements = evaluation.resolve(collection);
  return isList(elements) && elements.every(isScalar) ? elements.map(String) : null;
}
