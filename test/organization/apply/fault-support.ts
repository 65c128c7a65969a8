import type { ApplyEvent, ApplyResult } from '../../../src/organization/apply/apply.js';
import type { JournalEntry, JournalSink } from '../../../src/organization/apply/journal.js';
import type { OrganizationPort } from '../../../src/organization/port.js';
import type { Organization } from '../../../src/organization/tree.js';
import { type MemoryOrganization, portError, watchedPort } from '../../support/organizations.js';
import type { MemoryJournal } from './support.js';

/** The process is gone. */
class Killed extends Error {}

export interface Fault {
  readonly name: string;
  /** At a request, before or after it took effect. @throws Killed */
  readonly at: 'before' | 'after';
  readonly strike: (memory: MemoryOrganization) => Promise<ReturnType<typeof portError> | undefined>;
}

const killed = async (): Promise<never> => {
  throw new Killed();
};
const noAnswer = async () => portError('no-answer', 'TimeoutError');

/** Of AWS, the network and the process. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'throttled for too long',
    at: 'before',
    strike: async () => portError('retryable', 'TooManyRequestsException'),
  },
  {
    name: 'a modification by somebody else',
    at: 'before',
    strike: async () => portError('retryable', 'ConcurrentModificationException'),
  },
  { name: 'no permission', at: 'before', strike: async () => portError('denied', 'AccessDeniedException') },
  { name: 'no answer, no effect', at: 'before', strike: noAnswer },
  { name: 'no answer, but the effect', at: 'after', strike: noAnswer },
  { name: 'killed before', at: 'before', strike: killed },
  { name: 'killed after', at: 'after', strike: killed },
];

/** A journal that is killed before or after it has written an entry. */
export class MortalJournal implements JournalSink {
  constructor(
    readonly disk: MemoryJournal,
    readonly at: number,
    readonly when: 'before' | 'after',
  ) {}

  async append(entry: JournalEntry): Promise<void> {
    const dies = this.disk.entries.length === this.at;
    if (dies && this.when === 'before') throw new Killed();
    await this.disk.append(entry);
    if (dies) throw new Killed();
  }
}

export const warningsTo = (warnings: string[]) => (event: ApplyEvent) => {
  if (event.event === 'warning') warnings.push(event.message);
};

export async function untilKilled(run: Promise<ApplyResult>): Promise<ApplyResult['status'] | 'killed'> {
  try {
    return (await run).status;
  } catch (thrown) {
    if (thrown instanceof Killed) return 'killed';
    throw thrown;
  }
}

/** A port that strikes once, at one request, and looks at the organization after each. */
export function struck(
  memory: MemoryOrganization,
  look: ((now: Organization) => void) | null,
  fault: Fault,
  at: number,
): OrganizationPort {
  let open = true;
  const strike = (when: 'before' | 'after') => async (request: number) => {
    if (when === 'after' && look) look(await currentOf(memory));
    if (!open || request !== at || fault.at !== when) return undefined;
    open = false;
    return fault.strike(memory);
  };
  return watchedPort(memory.port, { before: strike('before'), after: strike('after') });
}

/** As `now()`, without parsing a text that is known. */
async function currentOf({ port }: MemoryOrganization): Promise<Organization> {
  const { value } = await port.read();
  if (!value) throw new Error('the file is broken');
  return value.organization;
}
