/**
 * Half of a surrogate pair, as JSON.stringify escapes it; the other escapes are taken whole, so that a backslash of the
 * text itself begins none.
 */
const ESCAPES = /\\(?:u(d[89a-f][0-9a-f]{2})|[\s\S])/g;
const LONE = /\\ud[89a-f][0-9a-f]{2}/;

/** Whether every engine can read a JSON text: `"\ud800"` is a text for JavaScript alone. May say no without need. */
export const isWellFormed = (json: string): boolean => !LONE.test(json);

/**
 * JSON in which U+FFFD stands for every lone surrogate.
 * @param json as JSON.stringify writes it
 */
export function wellFormed(json: string): string {
  return json.replace(ESCAPES, (written: string, surrogate: unknown) => (surrogate === undefined ? written : '\ufffd'));
}
