import { isList, isScalar } from '../../language/value.js';
import { ELEMENT_COST } from './budget.js';
import type { Evaluation } from './evaluation.js';
import { replaceVariables } from './loop-variables.js';
import { itemsOf, type MapNode, type Node, scalarText, sizeOf } from './node.js';

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

/** A loop that cannot be written out. */
export interface OpenLoop {
  readonly name: string;
  readonly key: number;
  readonly fault: LoopFault;
}

/** What it runs over is not known, its form is wrong, or it makes too much. */
export type LoopFault = { readonly kind: 'unknown'; readonly collection: Node } | { readonly kind: 'form' | 'size' };

export interface Expansion {
  readonly entries: readonly Expanded[];
  /** Each loop once, however often the loops around it come to it. */
  readonly open: readonly OpenLoop[];
}

/** Entries that the loops of one map may make: CloudFormation allows 500 resources. */
const MAXIMUM_ENTRIES = 10_000;

export const isLoop = (name: string): boolean => name.startsWith(LOOP);

export function hasLoops(node: MapNode): boolean {
  if (node.intrinsic === null || node.entries.size === 1) return isLoop(node.intrinsic ?? '');
  return [...node.entries.keys()].some((name) => isLoop(name));
}

/** The entries of a map with `Fn::ForEach` written out, in document order. */
export function expandLoops(node: MapNode, evaluation: Evaluation): Expansion {
  const collected: Collected = { entries: [], open: new Map(), refused: false };
  collect(node, evaluation, collected);
  return { entries: collected.entries, open: [...collected.open.values()] };
}

interface Collected {
  readonly entries: Expanded[];
  /** By the offset of the key. */
  readonly open: Map<number, OpenLoop>;
  /** A loop has a wrong form or makes too much: nothing more is written out. */
  refused: boolean;
}

function collect(node: MapNode, evaluation: Evaluation, into: Collected): void {
  for (const [written, { key, value }] of node.entries) {
    const name = replaceVariables(written, evaluation.variables);
    const fault = isLoop(name) ? runLoop(value, evaluation, into) : null;
    if (fault) note({ name, key, fault }, into);
    else if (!isLoop(name)) into.entries.push({ name, key, value, evaluation });
  }
}

function note(loop: OpenLoop, into: Collected): void {
  const refused = loop.fault.kind !== 'unknown';
  if (refused || !into.open.has(loop.key)) into.open.set(loop.key, loop);
  into.refused ||= refused;
}

/** Null where the loop is written out. */
function runLoop(loop: Node, evaluation: Evaluation, into: Collected): LoopFault | null {
  const [variable, collection, body] = itemsOf(loop, 3) ?? [];
  const name = scalarText(variable);
  if (name === null || !collection || body?.kind !== 'map') return { kind: 'form' };
  const elements = knownElements(collection, evaluation);
  if (!elements) return { kind: 'unknown', collection };
  for (const element of elements) {
    // One loop that does not fit is enough to refuse them all.
    if (into.refused) return null;
    const affordable = evaluation.deployment.budget.spend(sizeOf(body) * ELEMENT_COST);
    if (!affordable || into.entries.length + body.entries.size > MAXIMUM_ENTRIES) return { kind: 'size' };
    collect(body, evaluation.within(name, element), into);
  }
  return null;
}

/** The texts that a loop runs over; null where one of them is not known. */
function knownElements(collection: Node, evaluation: Evaluation): readonly string[] | null {
  const elements = evaluation.resolve(collection);
  return isList(elements) && elements.every(isScalar) ? elements.map(String) : null;
}
