/** Longer values are cut: nobody reads them, and a log has limits. */
const LONGEST = 500;

/**
 * Characters that change how the text around them is shown, or that nobody sees: controls (among them the start of
 * every terminal escape), format characters (bidirectional controls, zero-width ones), line separators, lone
 * surrogates, and what Unicode calls ignorable.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** `##[group]`, `##vso[…]`, `##teamcity[…]`: CI services read these anywhere in a line. */
const ANYWHERE_COMMAND = /##(?=[a-z]*\[)/gi;

/** `::error::`, which GitHub reads at the start of a line, after blanks. */
const LEADING_COMMAND = /^(\s*):(?=:)/;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const visible = (character: string): string =>
  NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text of an input on one line, as it may be shown in a terminal or a log: what would act there is made visible
 * (`\u{202e}`), what would start a log command is broken up, and the rest is cut.
 */
export function safeText(text: string, longest = LONGEST): string {
  return cut(text, longest)
    .replace(HIDDEN, visible)
    .replace(ANYWHERE_COMMAND, '#\\u{23}')
    .replace(LEADING_COMMAND, '$1\\u{3a}');
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}

/** A line of a file as it is quoted: tabs stay blanks, and blanks at its end go. */
export function safeLine(line: string, longest = 200): string {
  return safeText(line.replace(/\r$/, '').replaceAll('\t', '  ').trimEnd(), longest);
}

/** JSON whose strings act nowhere: the same characters as above as escapes, which every reader of JSON undoes. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(HIDDEN, (character) => (character === '\n' ? character : escapes(character)))
    .replace(/##(?=[a-z]*\[)/gi, '#\\u0023');
}

const escapes = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
