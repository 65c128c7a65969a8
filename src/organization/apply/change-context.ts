import type { Clock, OrganizationPort } from '../port.js';
import type { PortError } from '../port-error.js';
import type { JournalSink } from './journal.js';

/** Why a change could not be made, and what is known of its effect. */
export interface ChangeProblem {
  readonly message: string;
  readonly error: PortError | null;
  /** Whether something of the change took effect: it did not, it did (in part, or otherwise), or nobody can say. */
  readonly effect: 'none' | 'some' | 'unknown';
}

export interface ChangeContext {
  readonly port: OrganizationPort;
  readonly journal: JournalSink;
  readonly clock: Clock;
  /** Ids of policies that this run created, by `policyKey`; a change that creates one adds it. */
  readonly created: Map<string, string>;
}

export const failed = (error: PortError, effect: ChangeProblem['effect'], difference = ''): ChangeProblem => ({
  message: difference === '' ? error.message : `${error.message}; ${difference}`,
  error,
  effect,
});

/** ISO 8601. */
export const timeOf = (clock: Clock): string => new Date(clock.now()).toISOString();
