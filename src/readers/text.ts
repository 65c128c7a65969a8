import type { ReadProblem } from './reading.js';

export type DecodedText =
  | { readonly text: string; readonly problem?: never }
  | { readonly problem: ReadProblem; readonly text?: never };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What to do instead of handing over Terraform sources or a binary plan. */
export const SHOW_PLAN = '`terraform plan -out PLANFILE && terraform show -json PLANFILE > plan.json` (or `tofu`)';

/**
 * Bytes to text: UTF-8, or UTF-16 as PowerShell's `>` writes it, with or without a byte order mark.
 *
 * @param bytes the content of the input
 * @param file as results name it
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  if (isBinaryPlan(bytes)) return problem(file, `this is a binary Terraform plan; give its JSON: ${SHOW_PLAN}`);
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return problem(file, `this is not ${encoding.toUpperCase()} text; save it as UTF-8`);
  }
}

/** Every input begins with an ASCII character, so the place of the NUL byte in the first pair tells the order. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === undefined || second === undefined) return 'utf-8';
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** A saved plan is a zip archive whose first entry is `tfplan`; an entry's name stands at offset 30. */
function isBinaryPlan(bytes: Uint8Array): boolean {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  return ascii(0, 4) === 'PK\u0003\u0004' && ascii(30, 36) === 'tfplan';
}

const problem = (file: string, message: string): DecodedText => ({
  problem: { file, line: null, column: null, message },
});
