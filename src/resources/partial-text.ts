import { isList, isMap, own, type Value } from '../language/value.js';

/**
 * A text of which parts are known: `{Fn::Join: ['', [part, …]]}`, as the readers write it; null for a part that
 * is not. A known text is one part.
 */
export function textParts(value: Value): readonly (string | null)[] | null {
  if (typeof value === 'string') return [value];
  if (!isMap(value)) return null;
  const join = own(value, 'Fn::Join');
  if (!isList(join) || join[0] !== '' || !isList(join[1])) return null;
  return join[1].map((part) => (typeof part === 'string' ? part : null));
}

/** The known end of a text, and whether it is the whole of it; null where the end is not known. */
export function knownEnd(value: Value): { readonly text: string; readonly whole: boolean } | null {
  const parts = textParts(value);
  const last = parts?.at(-1);
  return parts && typeof last === 'string' ? { text: last, whole: parts.length === 1 } : null;
}

/** The known beginning of a text, and whether it is the whole of it; null where the beginning is not known. */
export function knownStart(value: Value): { readonly text: string; readonly whole: boolean } | null {
  const parts = textParts(value);
  const first = parts?.[0];
  return parts && typeof first === 'string' ? { text: first, whole: parts.length === 1 } : null;
}

/** A text in which every part that is not known reads as this one. */
export function withPlaceholder(value: Value, placeholder: string): string | null {
  return (
    textParts(value)
      ?.map((part) => part ?? placeholder)
      .join('') ?? null
  );
}
