/** Longer globs are not read as such: nobody writes them, and matching takes the product of both lengths. */
const LONGEST_GLOB = 1000;

/**
 * Whether a text matches a glob: `*` stands for any characters, `?` for one. Globs may come from an input, so this is no
 * regular expression, which `*a*a*a*b` would make exponential: a star never gives back what one after it has taken.
 */
export function matchesGlob(glob: string, text: string): boolean {
  if (glob.length > LONGEST_GLOB) return glob === text;
  const [wanted, given] = [[...glob], [...text]];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at++;
      resume = index;
    } else if (wanted[at] === '?' || (at < wanted.length && wanted[at] === given[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  return wanted.slice(at).every((character) => character === '*');
}
