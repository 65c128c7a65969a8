/** `${Name}` as it stands, `&{Name}` with letters and digits only. */
const PLACEHOLDER = /\$\{([^{}!]+)\}|&\{([^{}]+)\}/g;

/**
 * A text inside `Fn::ForEach` with the loops' variables in it replaced, which happens to keys and values alike and
 * before anything else is resolved. Other placeholders stay.
 */
export function replaceVariables(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0) return text;
  return text.replace(PLACEHOLDER, (placeholder: string, asIs: string | undefined, cleaned: string | undefined) => {
    if (asIs !== undefined) return variables.get(asIs.trim()) ?? placeholder;
    return variables.get(cleaned ?? '')?.replace(/[^A-Za-z0-9]/g, '') ?? placeholder;
  });
}
