/**
 * Constructs that JavaScript, RE2 (Rego) and Rust's regex crate (Guard) do not read alike.
 * Sources: RE2's syntax page, the regex crate's documentation, ECMA-262.
 */
const REJECTED: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'look-around'],
  [/\\[1-9]/, 'a back-reference'],
  [/\\k</, 'a named back-reference'],
  [/\(\?P?</, 'a named group'],
  [/\(\?(?!:)/, 'an inline flag that is not the leading `(?i)`'],
  [/[*+?}]\+/, 'a possessive quantifier'],
  [/\\[uxcpPQEzZAGbBdDwWsSKXRHhVv]/, 'an escape that the engines read differently (write the class out)'],
  [/\[[^\][]*&&/, 'a class intersection'],
  [/\[\[:/, 'a named class'],
  [/\[[^\]\\]*\[/, 'an unescaped `[` in a class'],
  [/[^\x20-\x7e]/, 'a character outside printable ASCII'],
];

const CASE_INSENSITIVE = '(?i)';

/**
 * A regular expression that all engines read alike. A leading `(?i)` is written out for ASCII letters: engines fold
 * other letters differently, and Guard takes ten times as long for the flag.
 * @throws Error naming the construct that is not shared
 */
export function commonPattern(pattern: string): string {
  const folded = pattern.startsWith(CASE_INSENSITIVE);
  const body = folded ? pattern.slice(CASE_INSENSITIVE.length) : pattern;
  for (const [construct, name] of REJECTED) {
    if (construct.test(body))
      throw new Error(`pattern \`${pattern}\` uses ${name}: JavaScript, RE2 and Rust differ there`);
  }
  const common = folded ? bothCases(body) : body;
  toRegExp(common);
  return common;
}

/** An escaped character, a class, or any other character of a pattern of the common subset. */
const PARTS = /\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g;

/** The pattern with each letter in both cases: `a[^b-d]` as `[aA][^b-dB-D]`. */
function bothCases(body: string): string {
  return body.replace(PARTS, (part) => {
    if (part.startsWith('\\')) return part;
    if (part.length > 1) return part.replace(CLASS_LETTERS, (letters) => letters.toLowerCase() + letters.toUpperCase());
    return /[a-zA-Z]/.test(part) ? `[${part.toLowerCase()}${part.toUpperCase()}]` : part;
  });
}

/** A range of letters, or a letter, in a class; escapes are no letters there. */
const CLASS_LETTERS = /(?<!\\)(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[a-zA-Z])/g;

/** A letter in both cases, as `bothCases` writes it. */
const BOTH = /^\[([a-z])([A-Z])\]$/;

/**
 * The texts, in small letters, that are all that a pattern matches where capitals do not count, as those of
 * `(?i)^(on|off)$`; null for a pattern of any other form.
 */
export function wholeTexts(pattern: string): readonly string[] | null {
  const [, inner] = /^\^\(([\s\S]*)\)\$$/.exec(pattern) ?? [];
  const parts = inner?.match(PARTS)?.map(wholePart) ?? [null];
  return parts.includes(null) ? null : parts.join('').split('\n');
}

/** What a part stands for; a line break for what separates alternatives, which no pattern has itself. */
function wholePart(part: string): string | null {
  const [, small, capital] = BOTH.exec(part) ?? [];
  if (small !== undefined) return small === capital?.toLowerCase() ? small : null;
  if (part === '|') return '\n';
  if (/^\\[^a-zA-Z0-9]$/.test(part)) return part.slice(1);
  return /^[^a-zA-Z\\^$.*+?()[\]{}]$/.test(part) ? part : null;
}

const compiled = new Map<string, RegExp>();

/** The JavaScript form, compiled once for each pattern; `.` matches every character, as in `enginePattern`. */
export function toRegExp(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern, 'su');
    compiled.set(pattern, expression);
  }
  return expression;
}

/** The form for RE2 and Rust, with the flag that makes it mean what `toRegExp` means. */
export const enginePattern = (pattern: string): string => (pattern.includes('.') ? `(?s)${pattern}` : pattern);

/** A glob (`*` any characters, `?` one) as an anchored pattern in which capitals do not count. */
export function globPattern(glob: string): string {
  const escaped = glob.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  return `^${bothCases(escaped.replaceAll('*', '.*').replaceAll('?', '.'))}$`;
}

const globs = new Map<string, RegExp>();

/** `globPattern` in its JavaScript form, written once for each glob. */
export function globRegExp(glob: string): RegExp {
  const known = globs.get(glob) ?? toRegExp(globPattern(glob));
  globs.set(glob, known);
  return known;
}

/** Of the texts that match `DIGITS`, those that read as a number of at least `bound`; without anchors. */
export function digitsAtLeast(bound: number): string {
  const digits = String(bound);
  const alternatives: string[] = [];
  for (const [index, digit] of [...digits].entries()) {
    if (digit === '9') continue;
    const rest = digits.length - index - 1;
    const larger = digit === '8' ? '9' : `[${Number(digit) + 1}-9]`;
    alternatives.push(digits.slice(0, index) + larger + (rest > 0 ? `[0-9]{${rest}}` : ''));
  }
  alternatives.push(digits);
  if (digits.length < 9) alternatives.push(`[1-9][0-9]{${digits.length},8}`);
  return `0*(${alternatives.join('|')})`;
}

/** What counts as a three-part version. */
export const VERSION = '^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$';

/** What counts as a number written as text. */
export const DIGITS = '^[0-9]{1,9}$';

/** Of the texts that match `VERSION`, those that are at least `version`. */
export function versionPattern(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const any = '[0-9]{1,9}';
  const alternatives = [
    `${digitsAtLeast(major + 1)}\\.${any}\\.${any}`,
    `0*${major}\\.${digitsAtLeast(minor + 1)}\\.${any}`,
    `0*${major}\\.0*${minor}\\.${digitsAtLeast(patch)}`,
  ];
  return `^(${alternatives.join('|')})$`;
}
