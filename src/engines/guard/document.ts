/**
 * cfn-guard reads documents as YAML 1.1, of which JSON is a subset but for some characters inside strings: it refuses
 * control characters from U+007F on, U+FFFE and U+FFFF, takes U+0085 for the end of a line, and reads `\ud83d\ude00`
 * as two characters, both of them invalid.
 */
const HAZARD = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}|\\u[dD][89a-fA-F]/u;
const REPLACED =
  /\\u([dD][89abAB]..)\\u([dD][c-fC-F]..)|\\u[dD][89a-fA-F]..|\p{Surrogate}|[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\\./gu;

const REPLACEMENT_CHARACTER = '\\ufffd';

/** The same JSON, in characters that YAML reads alike. Half a surrogate pair, no character, becomes U+FFFD. */
export function readableAsYaml(json: string): string {
  return HAZARD.test(json) ? json.replace(REPLACED, replacement) : json;
}

function replacement(found: string, high: string | undefined, low: string | undefined): string {
  if (high !== undefined && low !== undefined) return String.fromCharCode(hex(high), hex(low));
  if (found.length === 1) {
    return /\p{Surrogate}/u.test(found)
      ? REPLACEMENT_CHARACTER
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
  return found.length === 2 ? found : REPLACEMENT_CHARACTER;
}

const hex = (digits: string): number => Number.parseInt(digits, 16);
