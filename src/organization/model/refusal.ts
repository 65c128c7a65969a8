import { type Answer, errorKind } from '../port-error.js';
import type { Organization } from '../tree.js';

/** What a call makes of the organization, and its answer. */
export interface Taken {
  readonly organization: Organization;
  readonly value: string | null;
}
export type Outcome = Answer<Taken>;

/** An error as AWS Organizations gives it. */
export function refusal(operation: string, name: string, message: string, reason: string | null = null): Outcome {
  return { error: { kind: errorKind(operation, name, reason) ?? 'unexpected', name, reason, operation, message } };
}

export const taken = (organization: Organization, value: string | null = null): Outcome => ({
  value: { organization, value },
});
