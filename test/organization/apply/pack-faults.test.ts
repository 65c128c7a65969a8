import assert from 'node:assert/strict';
import { isOwnPack } from '../../../src/organization/pack-deployment.js';
import { PACK_LIMITS } from '../../../src/organization/pack-limits.js';
import { everyAccount } from '../../../src/organization/places.js';
import type { Organization } from '../../../src/organization/tree.js';
import { type MemoryOrganization, memoryOrganization, watchedPort } from '../../support/organizations.js';
import {
  ALL_BUT,
  CANARY,
  deployed,
  foreignPack,
  ONE,
  organizationOf,
  plannedFor,
  SHOP,
  TWO,
  wantedPack,
} from '../plan/packs/support.js';
import { FAULTS, type Fault, MortalJournal, struck, untilKilled } from './fault-support.js';
import { applyJournal, MemoryJournal, runOf } from './support.js';

/**
 * New content for all but one account, first for a canary; a pack of its own for that one; a pack that goes. With the
 * canary, what others have leaves no room for one more.
 */
const theirs = Array.from({ length: 46 }, (_, index) => foreignPack(`finance-${index}`));
const before: Organization = {
  ...organizationOf({
    conformancePacks: [
      ...theirs,
      foreignPack('ringfence-theirs', 'eu-north-1'),
      deployed(wantedPack(), { template: ONE }),
      deployed(wantedPack({ name: 'ringfence-gone' }), { template: ONE }),
    ],
  }),
  trustedServices: [],
};
const desired = [
  wantedPack({ template: TWO, excludedAccounts: [SHOP] }),
  wantedPack({ name: 'ringfence-b', excludedAccounts: ALL_BUT(SHOP) }),
];
const plan = (organization: Organization, waves = [CANARY]) => {
  const { changes, refusals } = plannedFor({ organization, desired, waves });
  assert.deepEqual(refusals, []);
  return changes;
};

const packsOf = ({ configuration }: Organization) => configuration.conformancePacks;

/** Everything but statuses. */
const essence = (organization: Organization): unknown => [
  organization.trustedServices,
  packsOf(organization)
    .map(({ region, name, parameters, excludedAccounts, template }) =>
      JSON.stringify([region, name, Object.entries(parameters).toSorted(), excludedAccounts, template]),
    )
    .toSorted(),
];

/** `SHOP ringfence-a`, and `SHOP` alone: who has which pack of ringfence, and who has any. */
function coverage(organization: Organization): Set<string> {
  const accounts = everyAccount(organization).map(({ id }) => id);
  const pairs = packsOf(organization)
    .filter(isOwnPack)
    .flatMap(({ region, name, excludedAccounts }) =>
      accounts
        .filter((id) => !excludedAccounts.includes(id))
        .flatMap((id) => [`${id} ${region} ${name}`, `${id} ${region}`]),
    );
  return new Set(pairs);
}

/** What holds at every moment of every run. */
class Invariants {
  readonly #kept: readonly string[];
  checks = 0;

  constructor(last: Organization) {
    const after = coverage(last);
    this.#kept = [...coverage(before)].filter((one) => after.has(one));
  }

  check(now: Organization): void {
    this.checks++;
    const there = coverage(now);
    for (const one of this.#kept) assert.ok(there.has(one), `${one} is gone for a moment`);
    assertForeign(now);
    for (const region of new Set(packsOf(now).map((pack) => pack.region))) {
      const count = packsOf(now).filter((pack) => pack.region === region).length;
      assert.ok(count <= PACK_LIMITS.organizationPacks, `${count}`);
    }
  }
}

function assertForeign(now: Organization): void {
  const foreign = (organization: Organization) => packsOf(organization).filter((pack) => !isOwnPack(pack));
  const late = ({ name }: { readonly name: string }) => name !== 'late';
  assert.deepEqual(foreign(now).filter(late).toSorted(byName), foreign(before).toSorted(byName));
}

const byName = (one: { readonly name: string }, other: { readonly name: string }) => (one.name < other.name ? -1 : 1);

const put = { operation: 'PutOrganizationConformancePack', deliveryBucket: null } as const;

/** Somebody else changes what ringfence owns: who is excluded, then what is there at all. */
async function editOurs({ port, now }: MemoryOrganization): Promise<undefined> {
  for (const { status: _status, problem: _problem, template, ...pack } of packsOf(now()).filter(isOwnPack))
    await port.change({ ...pack, ...put, template: template ?? ONE, excludedAccounts: ALL_BUT() });
}

async function deleteOurs({ port, now }: MemoryOrganization): Promise<undefined> {
  for (const { region, name } of packsOf(now()).filter(isOwnPack))
    await port.change({ operation: 'DeleteOrganizationConformancePack', region, name });
}

async function addTheirs({ port }: MemoryOrganization): Promise<undefined> {
  const { region, excludedAccounts } = wantedPack();
  await port.change({
    ...put,
    region: `${region}-late`,
    name: 'late',
    template: ONE,
    parameters: {},
    excludedAccounts,
  });
}

const ALL_FAULTS: readonly Fault[] = [
  ...FAULTS,
  { name: 'somebody excludes everybody from ours', at: 'before', strike: editOurs },
  { name: 'somebody deletes ours', at: 'before', strike: deleteOurs },
  { name: 'somebody adds a pack of theirs', at: 'before', strike: addTheirs },
];

async function started(memory = memoryOrganization(before), run = 'run-1', waves = [CANARY]) {
  const journal = new MemoryJournal();
  await journal.append(runOf(memory.now(), plan(memory.now(), waves), { run }));
  return { memory, journal };
}

async function undisturbed() {
  const { memory, journal } = await started();
  const port = watchedPort(memory.port, {});
  const result = await applyJournal(port, journal);
  assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
  return { last: memory.now(), requests: port.requests, entries: journal.entries.length };
}

/** Plans anew, as where the journal is lost, and applies. */
async function replan(memory: MemoryOrganization): Promise<void> {
  const next = await started(memory, 'run-2', []);
  const result = await applyJournal(memory.port, next.journal, { breakLock: true });
  assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
  assert.deepEqual(plan(memory.now(), []), []);
}

describe('faults at every request of a run with conformance packs', () => {
  let injected = 0;
  let checks = 0;

  for (const fault of ALL_FAULTS) {
    const strange = /somebody (excludes|deletes)/.test(fault.name);

    it(`${fault.name}: a continued run converges`, async () => {
      const { last, requests } = await undisturbed();
      assert.ok(requests > 20, `${requests}`);
      for (let at = 0; at < requests; at++) {
        injected++;
        const { memory, journal } = await started();
        const invariants = strange ? null : new Invariants(last);
        const port = struck(memory, invariants && ((now) => invariants.check(now)), fault, at);
        let status = await untilKilled(applyJournal(port, journal));
        for (let tries = 0; status !== 'applied' && tries < 3; tries++)
          status = await untilKilled(applyJournal(port, journal));
        checks += invariants?.checks ?? 0;
        if (strange) {
          await replan(memory);
          assertForeign(memory.now());
        } else {
          assert.equal(status, 'applied', `request ${at}`);
          if (fault.strike !== addTheirs) assert.deepEqual(essence(memory.now()), essence(last), `request ${at}`);
        }
      }
    });

    it(`${fault.name}: a new plan converges where the journal is lost`, async () => {
      const { last, requests } = await undisturbed();
      for (let at = 0; at < requests; at++) {
        injected++;
        const { memory, journal } = await started();
        await untilKilled(applyJournal(struck(memory, null, fault, at), journal));
        await replan(memory);
        if (fault.strike !== addTheirs) assert.deepEqual(essence(memory.now()), essence(last), `request ${at}`);
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
        assert.equal((await applyJournal(memory.port, journal)).status, 'applied', `entry ${at}`);
        assert.deepEqual(essence(memory.now()), essence(last), `entry ${at}`);
      }
    });
  }

  after(() => console.log(`    ${injected} faults injected, ${checks} moments checked`));
});
