import type { Gap } from './organization-policy.js';

/** What covers a hole, of what there is. */
export const covering = (gap: Gap, existing: ReadonlySet<string>): string[] =>
  gap.coveredBy.filter((id) => existing.has(id));
