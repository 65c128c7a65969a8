import { matchesGlob } from '../resources/glob.js';

/** `*` and `?` alone are special, and match anything. Exceptions in templates have such globs too. */
export const matchesName = matchesGlob;

/**
 * As for names, within a folder; `**` crosses folders, and `folder/**` holds everything below it. Only configurations,
 * which are trusted, have them.
 */
export function matchesFile(glob: string, file: string): boolean {
  return toRegExp(glob.replace(/^\.\//, ''), '[^/]*', '[^/]').test(file);
}

/** INVARIANT: stars in a row are one, so that matching does not explode on them. */
function toRegExp(glob: string, star: string, one: string): RegExp {
  const source = glob.replaceAll(/\*\*\/|\*{2,}|\*|\?|[^*?]+/g, (token) => {
    if (token === '**/') return '(?:[^]*/)?';
    if (token.startsWith('**')) return '[^]*';
    if (token === '*') return star;
    return token === '?' ? one : token.replaceAll(/[.+^${}()|[\]\\/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'u');
}
