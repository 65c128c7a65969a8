import type { Request } from './request.js';

/**
 * A policy variable, `${aws:username}` or `${aws:username, 'nobody'}`. Names without a colon are no variables of IAM but
 * placeholders of a template, and stay text. No key has `$` or `{` in it, so that a search never looks at a text twice.
 * Source: IAM user guide, policy variables and default values.
 */
const VARIABLE = /\$\{([A-Za-z0-9-]+:[^}',{$]+)(?:,\s*'([^']*)'\s*)?\}/g;

/** Whether a text has a policy variable. */
export const hasVariable = (text: string): boolean => text.search(VARIABLE) >= 0;

/** The keys that the variables of a text name, in small letters. */
export const variableKeys = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].map(([, key]) => (key ?? '').trim().toLowerCase());

/**
 * A text with its variables replaced; wildcards in a value are characters (`${*}`).
 * @returns null where a variable has no value and no default, or several values
 */
export function substituted(text: string, { context }: Request): string | null {
  let complete = true;
  const result = text.replace(VARIABLE, (_, key: string, fallback: string | undefined) => {
    const values = context.get(key.trim().toLowerCase());
    const [only] = values ?? [];
    if (values?.length === 1 && only !== undefined) return only.replace(/[*?$]/g, '$${$&}');
    if (fallback !== undefined && values === undefined) return fallback;
    complete = false;
    return '';
  });
  return complete ? result : null;
}
