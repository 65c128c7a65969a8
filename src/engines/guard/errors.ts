/** Where a rules text stops being Guard. Line and column count from 1, the column in characters. */
export interface GuardSyntaxError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Why an evaluation gave no verdict.
 * - `syntax`: the rules do not parse; `at` tells where.
 * - `evaluation`: cfn-guard refused, as for a variable that is not defined or a document that cannot be read.
 * - `trap`: the module stopped, as for a document nested too deep.
 * - `interface`: the module does not behave as this loader expects; the two are of different versions.
 */
export type GuardErrorKind = 'syntax' | 'evaluation' | 'trap' | 'interface';

export class GuardError extends Error {
  override readonly name = 'GuardError';
  readonly kind: GuardErrorKind;
  readonly at: GuardSyntaxError | null;

  constructor(kind: GuardErrorKind, message: string, at: GuardSyntaxError | null = null) {
    super(message);
    this.kind = kind;
    this.at = at;
  }
}

const LOCATED = /Error parsing file .*? at line (\d+) at column (\d+), when handling (.*?), fragment (.*?)`?$/s;

/** cfn-guard's account of a parse error, which it gives as one text. Without a place in it: the start of the rules. */
export function toSyntaxError(text: string): GuardSyntaxError {
  const [, line, column, context, fragment] = LOCATED.exec(text) ?? [];
  if (line === undefined || column === undefined) return { message: text, line: 1, column: 1 };
  const near = fragment?.trim().split('\n', 1)[0];
  const reason =
    context?.replace(/ rules#\d+@\d+$/, '') || (near ? 'no Guard expression can be read' : 'the text ends too early');
  return { message: near ? `${reason} at \`${near}\`` : reason, line: Number(line), column: Number(column) };
}
