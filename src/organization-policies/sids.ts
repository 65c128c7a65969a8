/** The beginning of the Sids of a control's statements: `DenyRootUser` of `deny-root-user`. */
export const sidPrefix = (id: string): string => id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/**
 * The control that a statement belongs to, by its Sid; undefined where it belongs to none of them. What follows the
 * prefix is what the statement is about, or a number that packing has added.
 */
export function controlOfSid(sid: string, ids: readonly string[]): string | undefined {
  return ids
    .filter((id) => new RegExp(`^${sidPrefix(id)}(?![a-z])`).test(sid))
    .toSorted((one, other) => other.length - one.length)[0];
}
