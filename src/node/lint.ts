import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.js';
import type { LintResult } from '../lint/schema.js';
import { hasStatements } from '../organization/plan/draft.js';
import type { PlannedDocument } from '../organization/planned/planned-state.js';
import { allowance } from '../organization/planned/settings.js';
import { exemptionsOf } from '../organization-policies/exemptions.js';
import { SHARED_DEFAULTS } from '../organization-policies/inputs.js';
import { type LintDocument, type LintRow, lint } from '../scp/lint/lint.js';
import type { LintSettings, Quota } from '../scp/lint/rule.js';
import { parsePolicy } from '../scp/parse/parse.js';
import { POLICY_TYPES, type PolicyType } from '../scp/policy.js';
import { iamCatalogue } from './catalogue.js';
import { displayPath, systemReason } from './paths.js';

/** The planned documents in IAM's language, linted by the configuration's quotas and exemptions. */
export async function lintPlanned(
  documents: readonly PlannedDocument[],
  configuration: Configuration,
): Promise<readonly LintRow[]> {
  const parsed = documents.flatMap(({ name, type, content }): LintDocument[] => {
    if (!hasStatements(type)) return [];
    const { policy } = parsePolicy(content, type === 'RESOURCE_CONTROL_POLICY' ? type : 'SERVICE_CONTROL_POLICY');
    return policy ? [{ file: name, policy, characters: content.length }] : [];
  });
  return lint(parsed, await settingsOf(configuration)).results;
}

/** Lints policy documents: files, and the `.json` files in folders. What cannot be read is an error, the others are judged. */
export async function lintPaths(
  cwd: string,
  paths: readonly string[],
  configuration: Configuration,
): Promise<LintResult> {
  const found = (await Promise.all(paths.map((path) => filesAt(cwd, path)))).flat();
  const read = await Promise.all(found.map((one) => ('message' in one ? one : readDocument(cwd, one.path))));
  const errors = read.flatMap((one) => ('message' in one ? [one] : []));
  const rows = read.flatMap((one) => ('rows' in one ? one.rows : []));
  const documents = read.flatMap((one) => ('document' in one ? [one.document] : []));
  const notJudged = read.flatMap((one) => ('other' in one ? [one.other] : []));
  const linted = lint(documents, await settingsOf(configuration));
  return { version: 1, results: [...rows, ...linted.results], documents: [...linted.documents], notJudged, errors };
}

type ReadError = LintResult['errors'][number];
type Read =
  | ReadError
  | { readonly document: LintDocument }
  | { readonly rows: readonly LintRow[] }
  | { readonly other: LintResult['notJudged'][number] };

async function filesAt(cwd: string, path: string): Promise<({ readonly path: string } | ReadError)[]> {
  const absolute = resolve(cwd, path);
  try {
    if (!(await stat(absolute)).isDirectory()) return [{ path: absolute }];
    const names = (await readdir(absolute)).filter((name) => name.endsWith('.json') && name !== 'manifest.json');
    return names.toSorted().map((name) => ({ path: join(absolute, name) }));
  } catch (error) {
    return [{ file: path, line: null, column: null, message: `it cannot be read: ${systemReason(error)}` }];
  }
}

async function readDocument(cwd: string, path: string): Promise<Read> {
  const file = displayPath(cwd, path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return { file, line: null, column: null, message: `it cannot be read: ${systemReason(error)}` };
  }
  const type = typeOf(text);
  if (type === 'OTHER') {
    return { other: { file, message: 'no SCP or RCP: documents in other languages are not judged' } };
  }
  const parsed = parsePolicy(text, type ?? 'SERVICE_CONTROL_POLICY');
  if (parsed.policy) return { document: { file, policy: parsed.policy, characters: text.length } };
  if (type === null) {
    const { line = null, column = null, message = 'it is no JSON' } = parsed.problems[0] ?? {};
    return { file, line, column, message };
  }
  return { rows: parsed.problems.map((problem) => ({ file, ...problem, rule: 'syntax', severity: 'error' as const })) };
}

/** An RCP names a principal in each statement, an SCP in none. Null for what is no JSON. */
function typeOf(text: string): PolicyType | 'OTHER' | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'SERVICE_CONTROL_POLICY';
  if (!('Statement' in value)) return 'Version' in value ? 'SERVICE_CONTROL_POLICY' : 'OTHER';
  const statements: unknown[] = Array.isArray(value.Statement) ? value.Statement : [value.Statement];
  const principal = statements.some((one) => typeof one === 'object' && one !== null && 'Principal' in one);
  return principal ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY';
}

async function settingsOf(configuration: Configuration): Promise<LintSettings> {
  const quotas = Object.fromEntries(POLICY_TYPES.map((type) => [type, quotaOf(configuration, type)]));
  const shared = { ...SHARED_DEFAULTS, ...configuration.parameters };
  const exemptions = exemptionsOf(shared, configuration.organization.deploymentRole ?? null);
  return { catalogue: await iamCatalogue(), quotas, exemptions, needs: [] };
}

function quotaOf(configuration: Configuration, type: PolicyType): Quota {
  const { characters, perTarget } = allowance(configuration, type);
  return { characters: characters ?? Number.MAX_SAFE_INTEGER, perTarget: perTarget ?? Number.MAX_SAFE_INTEGER };
}
