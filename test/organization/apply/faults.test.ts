import assert from 'node:assert/strict';
import type { ApplyResult } from '../../../src/organization/apply/apply.js';
import { LOCK_TAG } from '../../../src/organization/apply/lock.js';
import { isOwned } from '../../../src/organization/plan/desired.js';
import type { Organization, Unit } from '../../../src/organization/tree.js';
import { type MemoryOrganization, memoryOrganization, watchedPort } from '../../support/organizations.js';
import { denying, WORKLOADS } from '../plan/support.js';
import { FAULTS, type Fault, MortalJournal, struck, untilKilled, warningsTo } from './fault-support.js';
import { before, essence, everyTarget, plan, theirs } from './sample.js';
import { applyJournal, MemoryJournal, runOf } from './support.js';

/** Somebody else changes what ringfence owns. */
async function detachOurs({ port, now }: MemoryOrganization): Promise<undefined> {
  const { policies, root } = now();
  for (const target of everyTarget(root)) {
    for (const id of target.policies) {
      const policy = policies.get(id);
      if (policy && isOwned(policy)) await port.change({ operation: 'DetachPolicy', policy: id, target: target.id });
    }
  }
}

async function editOurs({ port, now }: MemoryOrganization): Promise<undefined> {
  for (const policy of now().policies.values()) {
    if (policy.type === 'SERVICE_CONTROL_POLICY' && isOwned(policy))
      await port.change({ operation: 'UpdatePolicy', policy: policy.id, name: policy.name, content: denying('s3:*') });
  }
}

async function addTheirs({ port }: MemoryOrganization): Promise<undefined> {
  const made = await port.change({
    operation: 'CreatePolicy',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'late',
    description: '',
    content: denying('s3:*'),
    tags: {},
  });
  if (made.value) await port.change({ operation: 'AttachPolicy', policy: made.value, target: WORKLOADS });
}

const ALL_FAULTS: readonly Fault[] = [
  ...FAULTS,
  { name: 'somebody detaches everything of ours', at: 'before', strike: detachOurs },
  { name: 'somebody edits everything of ours', at: 'before', strike: editOurs },
  { name: 'somebody adds a policy of theirs', at: 'before', strike: addTheirs },
];

/** What denies at each place, with what is above it. */
function denials({ root, policies }: Organization): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const statements = (id: string): string[] => {
    const content: { Statement?: { Effect: string }[] } = JSON.parse(policies.get(id)?.content ?? '{}');
    return (content.Statement ?? []).filter(({ Effect }) => Effect === 'Deny').map((one) => JSON.stringify(one));
  };
  const visit = (unit: Unit, above: readonly string[]): void => {
    const here = [...above, ...unit.policies.flatMap(statements)];
    found.set(unit.id, new Set(here));
    for (const account of unit.accounts)
      found.set(account.id, new Set([...here, ...account.policies.flatMap(statements)]));
    for (const child of unit.units) visit(child, here);
  };
  visit(root, []);
  return found;
}

/** Guarded, allowed, foreign untouched: at every moment of every run. Quotas are the file's own business. */
class Invariants {
  readonly #kept: ReadonlyMap<string, readonly string[]>;
  #checks = 0;

  constructor(first: Organization, last: Organization) {
    const after = denials(last);
    this.#kept = new Map(
      [...denials(first)].map(([place, there]) => [place, [...there].filter((one) => after.get(place)?.has(one))]),
    );
  }

  get checks(): number {
    return this.#checks;
  }

  check(now: Organization): void {
    this.#checks++;
    const there = denials(now);
    for (const [place, kept] of this.#kept) {
      for (const one of kept) assert.ok(there.get(place)?.has(one), `${place} is less guarded: ${one}`);
    }
    for (const { id, policies } of everyTarget(now.root)) {
      const allowing = policies.filter((policy) => now.policies.get(policy)?.type === 'SERVICE_CONTROL_POLICY');
      assert.ok(allowing.length > 0, `${id} has no service control policy`);
    }
    assert.deepEqual(now.policies.get(theirs.id), theirs);
    assert.ok(now.root.units[0]?.policies.includes(theirs.id));
  }
}

async function started(run = 'run-1', memory = memoryOrganization(before)) {
  const journal = new MemoryJournal();
  await journal.append(runOf(memory.now(), plan(memory.now()), { run }));
  return { memory, journal };
}

/** A run without a fault: what it leads to, how many requests it makes and entries it writes. */
async function undisturbed() {
  const { memory, journal } = await started();
  const port = watchedPort(memory.port, {});
  assert.equal((await applyJournal(port, journal)).status, 'applied');
  return { last: memory.now(), requests: port.requests, entries: journal.entries.length };
}

/** Plans anew, as where the journal is lost, and applies until nothing is left: one round, and a second for leftovers. */
async function replan(memory: MemoryOrganization, run: string): Promise<void> {
  for (let round = 1; round <= 2 && plan(memory.now(), []).length > 0; round++) {
    const next = await started(`${run}-${round}`, memory);
    assertApplied(await applyJournal(memory.port, next.journal, { breakLock: true }), run);
  }
  assert.deepEqual(plan(memory.now(), []), []);
}

function assertApplied(result: ApplyResult, where: string): void {
  assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied', where);
}

describe('faults at every request of a run', () => {
  let injected = 0;
  let checks = 0;

  for (const fault of ALL_FAULTS) {
    const strange = /somebody (detaches|edits)/.test(fault.name);

    it(`${fault.name}: a continued run converges`, async () => {
      const { last, requests } = await undisturbed();
      assert.ok(requests > 40, `${requests}`);
      for (let at = 0; at < requests; at++) {
        injected++;
        const { memory, journal } = await started();
        const invariants = strange ? null : new Invariants(before, last);
        const port = struck(memory, invariants && ((now) => invariants.check(now)), fault, at);
        const warnings: string[] = [];
        const go = () => untilKilled(applyJournal(port, journal, { tell: warningsTo(warnings) }));
        let status = await go();
        for (let tries = 0; status !== 'applied' && tries < 3; tries++) status = await go();
        checks += invariants?.checks ?? 0;
        if (strange) {
          // What somebody else did is not overwritten by a continued run; a new plan, which is reviewed, does so.
          await replan(memory, 'run-2');
          assert.deepEqual(memory.now().policies.get(theirs.id), theirs);
        } else {
          assert.equal(status, 'applied', `request ${at}`);
          const lock = memory.now().root.tags[LOCK_TAG];
          assert.ok(lock === undefined || warnings.some((one) => one.startsWith('the lock is still there')), lock);
          if (fault.strike !== addTheirs) assert.deepEqual(essence(memory.now()), essence(last), `request ${at}`);
        }
      }
    });

    it(`${fault.name}: a new plan converges where the journal is lost`, async () => {
      const { requests } = await undisturbed();
      for (let at = 0; at < requests; at++) {
        injected++;
        const { memory, journal } = await started();
        await untilKilled(applyJournal(struck(memory, null, fault, at), journal));
        await replan(memory, 'run-2');
      }
    });
  }

  for (const when of ['before', 'after'] as const) {
    it(`killed ${when} each entry of the journal: a continued run converges`, async () => {
      const { last, entries } = await undisturbed();
      for (let at = 1; at < entries; at++) {
        injected++;
        const { memory, journal } = await started();
        const mortal = new MortalJournal(journal, at, when);
        assert.equal(await untilKilled(applyJournal(memory.port, journal, { journal: mortal })), 'killed');
        assertApplied(await applyJournal(memory.port, journal), `entry ${at}`);
        assert.deepEqual(essence(memory.now()), essence(last), `entry ${at}`);
      }
    });
  }

  after(() => console.log(`    ${injected} faults injected, ${checks} moments checked`));
});
