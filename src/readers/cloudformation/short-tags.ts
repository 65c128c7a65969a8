import type { Entry, MapNode, Node } from './node.js';
import { heightOf, sizeOf } from './node.js';

/** Short tags whose long form is not `Fn::` and their own name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { Ref: 'Ref', Condition: 'Condition' };

/**
 * The long form of a short tag: `!Sub x` is `{"Fn::Sub": "x"}`. A tag that CloudFormation does not have becomes a
 * function that nobody knows, and so an unknown value.
 *
 * @param tag without its exclamation mark
 * @param start offset of the tag
 */
export function expandTag(tag: string, start: number, argument: Node): MapNode {
  const name = Object.hasOwn(OTHER_NAMES, tag) ? tag : `Fn::${tag}`;
  const value = tag === 'GetAtt' ? dotted(argument) : argument;
  const entries = new Map<string, Entry>([[name, { key: start, value }]]);
  const intrinsic = name === 'Condition' ? null : name;
  return { kind: 'map', start, entries, intrinsic, height: heightOf(value) + 1, size: sizeOf(value) + 1 };
}

/** `A.B.C` as a resource and its attribute: `['A', 'B.C']`. */
export function dotted(argument: Node): Node {
  if (argument.kind !== 'scalar' || typeof argument.value !== 'string') return argument;
  const dot = argument.value.indexOf('.');
  if (dot < 0) return argument;
  const part = (text: string): Node => ({ ...argument, value: text, text });
  const items = [part(argument.value.slice(0, dot)), part(argument.value.slice(dot + 1))];
  return { kind: 'list', start: argument.start, items, height: 1, size: 3 };
}
