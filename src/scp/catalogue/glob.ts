/**
 * Whether a name matches an action pattern: `*` and `?` are special, case is not.
 * Source: IAM User Guide, "IAM JSON policy elements: Action".
 *
 * @param pattern as in `Action`, `ecs:*Service` say
 */
export function actionPattern(pattern: string): (name: string) => boolean {
  if (pattern === '*') return () => true;
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, 'is');
  return (name) => expression.test(name);
}

/**
 * Whether everything that `inner` matches is matched by `outer`, where `*` stands for any text and `?` for one
 * character. A yes is certain; a no may be wrong where several patterns of `outer` would be needed together.
 */
export function covers(outer: string, inner: string): boolean {
  // What stands before the first wildcard must be there as it is: most pairs end here.
  const literal = outer.search(/[*?]/);
  if (literal < 0 ? outer !== inner : !inner.startsWith(outer.slice(0, literal))) return false;
  return coversRead(wildcardsLast(outer), wildcardsLast(inner));
}

/** `*?` matches what `?*` matches; written so, the two are read alike. */
const wildcardsLast = (pattern: string) => pattern.replace(/[*?]*\*[*?]*/g, (run) => `${run.replaceAll('*', '')}*`);

function coversRead(outer: string, inner: string): boolean {
  // reached[i]: whether the first i characters of `outer` can have consumed what was read of `inner`.
  let reached = closure(outer, [true]);
  for (const character of inner) {
    const next: boolean[] = [];
    for (let index = 0; index < outer.length; index += 1) {
      if (!reached[index]) continue;
      const own = outer[index];
      if (own === '*') next[index] = true;
      else if (character !== '*' && (own === '?' || own === character)) next[index + 1] = true;
    }
    reached = closure(outer, next);
  }
  return reached[outer.length] === true;
}

/** A `*` may stand for nothing. */
function closure(pattern: string, reached: boolean[]): boolean[] {
  for (let index = 0; index < pattern.length; index += 1) {
    if (reached[index] && pattern[index] === '*') reached[index + 1] = true;
  }
  return reached;
}

/** Whether some text is matched by both patterns, where `*` stands for any text and `?` for one character. */
export function meets(one: string, other: string): boolean {
  // reached[i]: whether the first i characters of `other` can stand for the same text as what was read of `one`.
  let reached = closure(other, [true]);
  for (const own of one) {
    const next: boolean[] = [];
    for (let index = 0; index <= other.length; index += 1) {
      if (own === '*') next[index] = reached[index] === true || next[index - 1] === true;
      else if (reached[index] && other[index] === '*') next[index] = true;
      else if (reached[index - 1] && alike(own, other[index - 1])) next[index] = true;
    }
    reached = closure(other, next);
  }
  return reached[other.length] === true;
}

const alike = (own: string, character: string | undefined) => own === '?' || character === '?' || own === character;
