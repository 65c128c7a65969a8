/** A statement of a document: its name in messages, and its text in one canonical form. */
export interface NamedStatement {
  readonly sid: string;
  readonly key: string;
}

/**
 * The statements of a document in IAM's language; none for documents in another language. Two statements with the same
 * key mean the same; the name does not count.
 */
export function statementsOf(content: string): NamedStatement[] {
  const statements = statementList(parsed(content));
  return statements.map((statement, index) => {
    const { Sid, ...rest } = statement;
    return { sid: typeof Sid === 'string' ? Sid : `#${index + 1}`, key: canonical(rest) };
  });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function statementList(document: unknown): Record<string, unknown>[] {
  const statement = isRecord(document) ? document['Statement'] : undefined;
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  return list.filter((entry) => isRecord(entry));
}

/** JSON with sorted keys; a list of one is the same as its entry, and the order of a list means nothing in IAM. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const entries = value.map(canonical).toSorted();
    return entries.length === 1 ? (entries[0] ?? '') : `[${entries.join(',')}]`;
  }
  if (!isRecord(value)) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
