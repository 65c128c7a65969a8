/** One step of a pattern; a list of them is what matching and the prover's automata work on. */
export type Token =
  | { readonly kind: 'character'; readonly character: string }
  /** `?`: exactly one character, whichever. */
  | { readonly kind: 'one' }
  /** `*`: any characters, none and line breaks included. */
  | { readonly kind: 'many' };

const ONE: Token = { kind: 'one' };
const MANY: Token = { kind: 'many' };

/** `${*}`, `${?}` and `${$}` are the characters themselves. Source: IAM user guide, policy variables, special characters. */
const LITERAL = /^\$\{([*?$])\}/;

/**
 * The tokens of a pattern.
 * @param wildcards whether `*` and `?` are special; without, they are characters
 */
export function tokensOf(pattern: string, wildcards: boolean): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const literal = LITERAL.exec(pattern.slice(index, index + 4))?.[1];
    const character = literal ?? pattern.charAt(index);
    if (literal !== undefined) index += 3;
    if (wildcards && literal === undefined && character === '*') {
      if (tokens.at(-1)?.kind !== 'many') tokens.push(MANY);
    } else if (wildcards && literal === undefined && character === '?') tokens.push(ONE);
    else tokens.push({ kind: 'character', character });
  }
  return tokens;
}

/** The text of tokens that have no wildcard; null where one has. */
export function literalOf(tokens: readonly Token[]): string | null {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'character') return null;
    text += token.character;
  }
  return text;
}

/** Whether a value is what tokens describe. Time grows with the product of both lengths at worst. */
export function tokensMatch(tokens: readonly Token[], value: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < value.length) {
    const current = tokens[token];
    if (current?.kind === 'many') {
      star = token++;
      resume = at;
    } else if (current && (current.kind === 'one' || current.character === value[at])) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[token]?.kind === 'many') token++;
  return token === tokens.length;
}

/** A test of values, as fast as the pattern allows. */
export function matcher(tokens: readonly Token[]): (value: string) => boolean {
  const literal = literalOf(tokens);
  if (literal !== null) return (value) => value === literal;
  if (tokens.length === 1 && tokens[0]?.kind === 'many') return () => true;
  const prefix = tokens.at(-1)?.kind === 'many' ? literalOf(tokens.slice(0, -1)) : null;
  if (prefix !== null) return (value) => value.startsWith(prefix);
  return (value) => tokensMatch(tokens, value);
}

/** A test of whether one of several patterns matches: literals by a set. */
export function anyMatcher(patterns: readonly (readonly Token[])[]): (value: string) => boolean {
  const literals = new Set(patterns.flatMap((tokens) => literalOf(tokens) ?? []));
  const others = patterns.filter((tokens) => literalOf(tokens) === null).map(matcher);
  const [only] = others;
  if (others.length === 0) return (value) => literals.has(value);
  if (literals.size === 0 && only && others.length === 1) return only;
  return (value) => literals.has(value) || others.some((matches) => matches(value));
}

/**
 * The six parts of an ARN or of a pattern of ARNs; the sixth keeps its colons. Null for fewer: such a pattern matches
 * nothing. Source: IAM user guide, ARN condition operators.
 */
export function arnParts(text: string): string[] | null {
  const parts = text.split(':');
  return parts.length < 6 ? null : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** A test of ARNs, part by part: no wildcard crosses a colon but in the sixth part. */
export function arnMatcher(pattern: string): (value: string) => boolean {
  const parts = arnParts(pattern)?.map((part) => matcher(tokensOf(part, true)));
  if (!parts) return () => false;
  return (value) => {
    const values = arnParts(value);
    return values?.every((part, index) => parts[index]?.(part) ?? false) ?? false;
  };
}
