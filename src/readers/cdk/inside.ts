/**
 * A file name of a manifest with `/` between its parts; null where it leads out of the assembly, since a manifest may
 * be written by a stranger. Symbolic links are for whoever opens the file to look at.
 */
export function insideAssembly(name: string): string | null {
  const parts = name.split(/[/\\]/);
  const leaves = name === '' || name.includes('\0') || /^([/\\]|[A-Za-z]:)/.test(name) || parts.includes('..');
  return leaves ? null : parts.filter((part) => part !== '.').join('/');
}
