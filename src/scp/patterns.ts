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
function literalOf(tokens: readonly Token[]): string | null {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'character') return null;
    text += token.character;
  }
  return text;
}

/** A test of a value, or of a part of it: from `start` to before `end`. */
type PartTest = (value: string, start: number, end: number) => boolean;

/**
 * Whether a value, or a part of it, is what tokens describe. Time grows with the product of both lengths at worst.
 */
function tokensMatch(tokens: readonly Token[], value: string, start = 0, end = value.length): boolean {
  let token = 0;
  let at = start;
  let star = -1;
  let resume = start;
  while (at < end) {
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

/** A test as fast as the pattern allows. */
function partTest(tokens: readonly Token[]): PartTest {
  const literal = literalOf(tokens);
  if (literal !== null)
    return (value, start, end) => end - start === literal.length && value.startsWith(literal, start);
  const prefix = tokens.at(-1)?.kind === 'many' ? literalOf(tokens.slice(0, -1)) : null;
  if (prefix === '') return () => true;
  if (prefix !== null) return (value, start, end) => end - start >= prefix.length && value.startsWith(prefix, start);
  return (value, start, end) => tokensMatch(tokens, value, start, end);
}

/** A test of values, as fast as the pattern allows. */
export function matcher(tokens: readonly Token[]): (value: string) => boolean {
  const literal = literalOf(tokens);
  if (literal !== null) return (value) => value === literal;
  const test = partTest(tokens);
  return (value) => test(value, 0, value.length);
}

/** A test of whether one of several patterns matches: literals by a set. */
export function anyMatcher(patterns: readonly (readonly Token[])[]): (value: string) => boolean {
  const literals = new Set(patterns.flatMap((tokens) => literalOf(tokens) ?? []));
  const others = anyOf(patterns.filter((tokens) => literalOf(tokens) === null).map(matcher));
  if (literals.size === 0) return others;
  return (value) => literals.has(value) || others(value);
}

/** Whether one of several tests holds. */
export function anyOf(tests: readonly ((value: string) => boolean)[]): (value: string) => boolean {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
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
  const tests = arnParts(pattern)?.map((part) => partTest(tokensOf(part, true)));
  const last = tests?.pop();
  if (!tests || !last) return () => false;
  return (value) => {
    let start = 0;
    for (const test of tests) {
      const end = value.indexOf(':', start);
      if (end < 0 || !test(value, start, end)) return false;
      start = end + 1;
    }
    return last(value, start, value.length);
  };
}
