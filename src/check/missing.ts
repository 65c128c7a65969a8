import { isIntrinsic, isList, isMap, own, type Value } from '../language/value.js';
import { code } from './code.js';
import { pseudoParameter } from './pseudo-parameters.js';

/** Whether an id is one of the template's resources: a `Ref` to anything else is to a parameter. */
export type IsResource = (id: string) => boolean;

/**
 * What would have to be known to know this value, in words, without repetition; `[]` for a value that is known.
 */
export function missingFor(value: Value, isResource: IsResource): string[] {
  return [...new Set(describe(value, isResource))];
}

function describe(value: Value, isResource: IsResource): string[] {
  if (isList(value)) return value.flatMap((element) => describe(element, isResource));
  if (!isMap(value)) return [];
  const entries = Object.entries(value);
  if (!isIntrinsic(value)) return entries.flatMap(([, child]) => describe(child, isResource));
  return entries.slice(0, 1).flatMap(([name, argument]) => describeIntrinsic(name, argument, isResource));
}

function describeIntrinsic(name: string, argument: Value, isResource: IsResource): string[] {
  const text = typeof argument === 'string' ? argument : null;
  const [first, second]: readonly Value[] = isList(argument) ? argument : [];
  switch (name) {
    case 'Ref':
      return [referenceWords(text ?? '', isResource)];
    case 'Fn::GetAtt':
      return [`${code(text ?? `${printed(first)}.${printed(second)}`)}, which only deployment decides`];
    case 'Fn::ImportValue':
      return text === null
        ? ['the value that another stack exports', ...describe(argument, isResource)]
        : [`the value that another stack exports as ${code(text)}`];
    case 'Fn::If':
      return [`whether the condition ${code(printed(first))} holds`];
    case 'Fn::Secret':
      return [secretWords(text)];
    case 'Fn::Unknown':
      return [reasonWords(text)];
    case 'Fn::Transform':
      return [`what the macro ${code(isMap(argument) ? printed(own(argument, 'Name')) : printed(argument))} makes`];
    default:
      return describeCall(name, argument, isResource);
  }
}

/** What the readers write of a secret: `parameter NAME`, or a dynamic reference. */
function secretWords(secret: string | null): string {
  const [, parameter] = /^parameter (.*)$/s.exec(secret ?? '') ?? [];
  if (parameter !== undefined) return `the value of the secret parameter ${code(parameter)}`;
  return secret === null ? 'the value of a secret' : `the value of ${code(secret)}`;
}

/** A dynamic reference is given as it is written; other reasons are words already. */
function reasonWords(reason: string | null): string {
  if (reason === null) return 'a value that this input does not give';
  return reason.startsWith('{{resolve:') ? `the value of ${code(reason)}` : reason;
}

function describeCall(name: string, argument: Value, isResource: IsResource): string[] {
  const inside = describe(argument, isResource);
  return inside.length > 0 ? inside : [`the result of ${code(name)}`];
}

function referenceWords(id: string, isResource: IsResource): string {
  if (isResource(id)) return `the name of ${code(id)}, which only deployment decides`;
  return pseudoParameter(id) ?? `the value of ${code(id)}`;
}

/** A name in an intrinsic's arguments, which may itself be unresolved. */
function printed(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '…';
}

/** The reason of an `Fn::Unknown`, which says that a value has the wrong kind; null for anything else. */
export function malformation(value: Value): string | null {
  const reason = isMap(value) ? own(value, 'Fn::Unknown') : null;
  return typeof reason === 'string' && reason.startsWith('malformed') ? reason : null;
}
