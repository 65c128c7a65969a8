import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { hasStatements } from '../organization/plan/draft.js';
import type { PlannedDocument } from '../organization/planned/planned-state.js';
import { parsePolicy } from '../scp/parse/parse.js';
import type { PolicyType } from '../scp/policy.js';
import { displayPath, systemReason } from './paths.js';

/**
 * The planned documents with those of a folder in the place of generated ones of the same name: `scp/` edited by hand,
 * say. A statement keeps the control that generated the one with its Sid.
 */
export async function replacedDocuments(
  cwd: string,
  folder: string,
  documents: readonly PlannedDocument[],
): Promise<Outcome<readonly PlannedDocument[]>> {
  const outcomes = await Promise.all(documents.map((document) => replaced(cwd, resolve(cwd, folder), document)));
  const problems = outcomes.flatMap((outcome) => outcome.problems ?? []);
  if (problems.length > 0) return { problems };
  const found = outcomes.flatMap((outcome) => outcome.value ?? []);
  if (found.every(({ changed }) => !changed)) {
    return { problems: [{ file: folder, line: null, column: null, message: noneOf(documents, resolve(cwd, folder)) }] };
  }
  return { value: found.map(({ document }) => document) };
}

/** Why nothing was found in a folder. */
function noneOf(documents: readonly PlannedDocument[], folder: string): string {
  if (!existsSync(folder)) return 'there is no such folder: name one with documents as `emit` writes them to `scp/`';
  const names = documents.map(({ name }) => `\`${name}.json\``);
  const others = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `it holds none of the planned documents: ${names.slice(0, 3).join(', ')}${others}`;
}

interface Replaced {
  readonly document: PlannedDocument;
  readonly changed: boolean;
}

async function replaced(cwd: string, folder: string, document: PlannedDocument): Promise<Outcome<Replaced>> {
  const path = join(folder, `${document.name}.json`);
  const file = displayPath(cwd, path);
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trimEnd();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { value: { document, changed: false } };
    return { problems: [{ file, line: null, column: null, message: `it cannot be read: ${systemReason(error)}` }] };
  }
  if (!hasStatements(document.type))
    return { value: { document: { ...document, content: text, characters: text.length }, changed: true } };
  return withStatements(
    document,
    text,
    file,
    document.type === 'RESOURCE_CONTROL_POLICY' ? document.type : 'SERVICE_CONTROL_POLICY',
  );
}

function withStatements(document: PlannedDocument, text: string, file: string, type: PolicyType): Outcome<Replaced> {
  const { policy, problems } = parsePolicy(text, type);
  if (problems) return { problems: problems.map((problem): ConfigurationProblem => ({ file, ...problem })) };
  const controls = new Map(document.statements.map(({ sid, control }) => [sid, control]));
  const statements = policy.statements.map((statement, index) => {
    const sid = statement.sid ?? `#${index + 1}`;
    return { sid, control: controls.get(sid) ?? file };
  });
  return { value: { document: { ...document, content: text, characters: text.length, statements }, changed: true } };
}
