import type { Catalogue, CatalogueAction } from '../catalogue/catalogue.js';
import { matching } from '../catalogue/matching.js';
import type { Level } from '../level.js';
import type { Policy, Statement } from '../policy.js';
import type { LintSettings } from './rule.js';
import { documentRules, setRules } from './rules.js';

export interface LintDocument {
  readonly file: string;
  readonly policy: Policy;
  /** Of the document as it is stored or sent; null where it came as data. */
  readonly characters: number | null;
}

/** A row of `schemas/lint-result.json`. */
export interface LintRow {
  readonly file: string;
  /** From 1; null where the finding has no place. */
  readonly line: number | null;
  readonly column: number | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface LintResult {
  readonly results: readonly LintRow[];
  /** How much of its quota each document uses; the limit is null where none is known. */
  readonly documents: readonly { readonly file: string; readonly characters: number; readonly limit: number | null }[];
}

/** What is wrong in policy documents, each for itself, by file and place. */
export function lint(documents: readonly LintDocument[], settings: LintSettings): LintResult {
  const actionsOf = actionFinder(settings.catalogue);
  return {
    results: documents.flatMap((document) => lintDocument(document, settings, actionsOf)),
    documents: documents.flatMap(({ file, policy, characters }) =>
      characters === null ? [] : [{ file, characters, limit: settings.quotas[policy.type]?.characters ?? null }],
    ),
  };
}

/**
 * What is wrong with policies where they are attached.
 *
 * @param levels of one account, or of every target; a row's `file` is the level's name
 */
export function lintLevels(levels: readonly Level[], settings: LintSettings): readonly LintRow[] {
  return setRules.flatMap(({ id, severity, check }) =>
    check(levels, settings).map(({ name, message }) => ({
      file: name,
      line: null,
      column: null,
      rule: id,
      severity,
      message,
    })),
  );
}

function lintDocument(
  { file, policy, characters }: LintDocument,
  settings: LintSettings,
  actionsOf: (statement: Statement) => readonly CatalogueAction[],
): readonly LintRow[] {
  const context = { ...settings, policy, characters, actionsOf };
  const rows = documentRules.flatMap(({ id, severity, check }) =>
    check(context).map(({ place, message }) => ({
      file,
      line: place?.line ?? null,
      column: place?.column ?? null,
      rule: id,
      severity,
      message,
    })),
  );
  // In the order of the document; rows of one place stay in the order of the rules.
  return rows.sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

/** Remembers what a pattern matches: the same few stand in many statements. */
function actionFinder(catalogue: Catalogue): (statement: Statement) => readonly CatalogueAction[] {
  const found = new Map<string, readonly string[]>();
  const namesOf = (pattern: string) => {
    const names = found.get(pattern) ?? matching(catalogue, pattern);
    found.set(pattern, names);
    return names;
  };
  return ({ actions }) => {
    if (actions.negated) return [];
    const names = new Set(actions.patterns.flatMap(namesOf));
    return [...names].flatMap((name) => catalogue.action(name) ?? []);
  };
}
