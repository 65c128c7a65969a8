import assert from 'node:assert/strict';
import type { Organization } from '../../src/organization/tree.js';
import { before, essence, plan } from '../organization/apply/sample.js';
import { applyJournal, MemoryJournal, runOf } from '../organization/apply/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs, type Strikes } from './fake-api.js';
import { exception, recordedOrganization } from './support.js';

interface Fault {
  readonly name: string;
  readonly at: 'before' | 'after';
  readonly thrown: () => Error;
  /** How often a run may need to be continued. */
  readonly continued: number;
}

const noAnswer = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const named = (name: string) => (): Error => exception(name);

const FAULTS: readonly Fault[] = [
  { name: 'a throttle', at: 'before', thrown: named('TooManyRequestsException'), continued: 0 },
  { name: 'a concurrent modification', at: 'before', thrown: named('ConcurrentModificationException'), continued: 0 },
  { name: 'changes in progress', at: 'before', thrown: named('PolicyChangesInProgressException'), continued: 0 },
  { name: 'a failure inside AWS', at: 'before', thrown: named('ServiceException'), continued: 0 },
  { name: 'a failure inside AWS after the effect', at: 'after', thrown: named('ServiceException'), continued: 0 },
  { name: 'no answer and no effect', at: 'before', thrown: noAnswer, continued: 1 },
  { name: 'no answer, but the effect', at: 'after', thrown: noAnswer, continued: 1 },
  { name: 'expired credentials', at: 'before', thrown: named('ExpiredTokenException'), continued: 1 },
];

/** Applies the sample against the adapter, continuing as often as is allowed. */
async function run(strikes: Strikes, continued: number): Promise<{ last: Organization; requests: number }> {
  const memory = memoryOrganization(before);
  const { port, organizations } = recordedOrganization();
  const api = answerAs(organizations, memory, strikes);
  const journal = new MemoryJournal();
  await journal.append(runOf(before, plan(before)));
  let result = await applyJournal(port, journal);
  for (let tries = 0; result.status !== 'applied' && tries < continued; tries++)
    result = await applyJournal(port, journal);
  assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
  return { last: memory.now(), requests: api.requests };
}

describe('faults at every request to AWS Organizations', () => {
  let injected = 0;

  for (const { name, at, thrown, continued } of FAULTS) {
    it(`${name}: the run converges, continued at most ${continued} times`, async () => {
      const { last, requests } = await run({}, 0);
      assert.ok(requests > 80, `${requests}`);
      for (let struck = 0; struck < requests; struck++) {
        injected++;
        const strike = (request: number) => (request === struck ? thrown() : undefined);
        const after = await run({ [at]: strike }, continued);
        assert.deepEqual(essence(after.last), essence(last), `request ${struck}`);
      }
    });
  }

  after(() => console.log(`    ${injected} faults injected`));
});
