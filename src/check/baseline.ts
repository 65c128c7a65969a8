import type { BaselineEntry } from './options.js';
import type { Result } from './result.js';

/** What `--write-baseline` writes: `schemas/baseline.json`. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** Every violation of a fail, so that a later run shows only what is new. */
export const entriesOf = (fail: Result): BaselineEntry[] => violations(fail).map(({ path }) => entryFor(fail, path));

/** A result without its known violations: null where all of them are. Only fails are findings. */
export function withoutKnown(result: Result, known: ReadonlySet<string>): Result | null {
  if (result.verdict !== 'fail') return result;
  const [first, ...rest] = violations(result).filter(({ path }) => !known.has(baselineKey(entryFor(result, path))));
  if (!first) return null;
  const { also: _, ...alone } = result;
  return { ...alone, ...first, ...(rest.length > 0 && { also: rest }) };
}

/** What makes two findings the same one. */
export function baselineKey({ control, file, resource, container, path }: BaselineEntry): string {
  return JSON.stringify([control, file, resource, container, path]);
}

type Violation = NonNullable<Result['also']>[number];

function violations(result: Result): Violation[] {
  const { path, line, column, message } = result;
  return [{ path, line, column, message }, ...(result.also ?? [])];
}

function entryFor({ control, file, resource, container }: Result, path: string | null): BaselineEntry {
  return { control, file, resource: resource.id, container: container ?? null, path };
}
