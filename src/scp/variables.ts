import type { Request } from './request.js';

/**
 * A policy variable, `${aws:username}` or `${aws:username, 'nobody'}`. Names without a colon are no variables of IAM but
 * placeholders of a template, and stay text. No key has `$` or `{` in it, so that a search never looks at a text twice.
 * Source: IAM user guide, policy variables.
 */
const VARIABLE = /\$\{([A-Za-z0-9-]+:[^}{$]+)\}/g;

/**
 * "Separate the variable text and the default value with a comma and space." What is written otherwise is a name that
 * no key has. Source: IAM user guide, policy variables, specifying default values.
 */
const WITH_DEFAULT = /^([^,']+), '([^']*)'$/;

interface Variable {
  /** The key's name in small letters. */
  readonly key: string;
  readonly fallback: string | undefined;
}

function variableOf(inner: string): Variable {
  const [, key = inner, fallback] = WITH_DEFAULT.exec(inner) ?? [];
  return { key: key.trim().toLowerCase(), fallback };
}

/** A text of a policy of version 2008-10-17, in which `${*}` and its like are no characters but text. */
export const withoutVariables = (text: string): string => text.replace(/\$(?=\{)/g, '${$}');

/** Whether a text has a policy variable. */
export const hasVariable = (text: string): boolean => text.search(VARIABLE) >= 0;

/** The keys that the variables of a text name, in small letters. */
export const variableKeys = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].map(([, inner = '']) => variableOf(inner).key);

/** Characters that are special in a pattern, as the characters themselves. */
const asText = (value: string): string => value.replace(/[*?$]/g, '$${$&}');

/**
 * A text with its variables replaced; wildcards in a value, and in a default, are characters.
 * @returns null where a variable has no value and no default, or several values
 */
export function substituted(text: string, { context }: Request): string | null {
  let complete = true;
  const result = text.replace(VARIABLE, (_, inner: string) => {
    const { key, fallback } = variableOf(inner);
    const values = context.get(key);
    const [only] = values ?? [];
    if (values?.length === 1 && only !== undefined) return asText(only);
    if (fallback !== undefined && values === undefined) return asText(fallback);
    complete = false;
    return '';
  });
  return complete ? result : null;
}
