import assert from 'node:assert/strict';
import type { ApplyResult } from '../../../src/organization/apply/apply.js';
import { inverseChanges } from '../../../src/organization/apply/inverse.js';
import { knownTemplates } from '../../../src/organization/apply/known-templates.js';
import type { Change } from '../../../src/organization/change.js';
import type { ConformancePack, ConformancePackStatus } from '../../../src/organization/conformance-pack.js';
import type { OrganizationPort } from '../../../src/organization/port.js';
import type { Organization } from '../../../src/organization/tree.js';
import { memoryOrganization, portError, standingClock, watchedPort } from '../../support/organizations.js';
import {
  ALL_BUT,
  CANARY,
  CONFIG,
  deployed,
  foreignPack,
  ONE,
  organizationOf,
  plannedFor,
  SHOP,
  TWO,
  wantedPack,
} from '../plan/packs/support.js';
import { applyJournal, MemoryJournal, runOf, stateOf } from './support.js';

const a = wantedPack();
const next = wantedPack({ template: TWO });
const packOf = (organization: Organization, name = 'ringfence-a') =>
  organization.configuration.conformancePacks.find((pack) => pack.name === name);

async function begun(organization: Organization, changes: readonly Change[], run = 'run-1') {
  const memory = memoryOrganization(organization);
  const journal = new MemoryJournal();
  await journal.append(runOf(organization, changes, { run }));
  return { memory, journal };
}

const problemOf = (result: ApplyResult): string =>
  result.status === 'halted' ? result.problem.message : assert.fail(result.status);

/**
 * A port on which AWS takes its time: a pack that was put shows the statuses one after the other, then that of the file.
 */
function slowPort(
  port: OrganizationPort,
  statuses: (call: string) => readonly (ConformancePackStatus | null)[],
): OrganizationPort & { readonly asked: string[] } {
  const pending: (ConformancePackStatus | null)[] = [];
  const asked: string[] = [];
  return Object.assign(watchedPort(port, {}), {
    asked,
    change: async (...given: Parameters<OrganizationPort['change']>) => {
      asked.push(given[0].operation);
      const answer = await port.change(...given);
      if (!answer.error && given[0].operation.endsWith('Pack')) pending.push(...statuses(given[0].operation));
      return answer;
    },
    conformancePack: async (region: string, name: string) => {
      const answer = await port.conformancePack(region, name);
      const status = pending.shift();
      if (answer.error || status === undefined) return answer;
      const pack = answer.value ?? { ...deployed(a), region, name };
      return {
        value: status === null ? null : { ...pack, status, problem: status.endsWith('FAILED') ? 'no role' : null },
      };
    },
  });
}

describe('apply of conformance packs', () => {
  it('turns trusted access on, puts the pack, and reads it back', async () => {
    const organization = { ...organizationOf(), trustedServices: [] };
    const { memory, journal } = await begun(organization, plannedFor({ organization, desired: [a] }).changes);
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
    assert.deepEqual(packOf(memory.now()), deployed(a, { template: ONE }));
    assert.deepEqual(memory.now().trustedServices, [CONFIG]);
    assert.deepEqual(
      journal.entries.flatMap((one) => (one.entry === 'intent' ? [one.call.operation] : [])),
      ['EnableAWSServiceAccess', 'PutOrganizationConformancePack'],
    );
  });

  it('waits until every account has it', async () => {
    const organization = organizationOf();
    const { memory, journal } = await begun(organization, plannedFor({ desired: [a] }).changes);
    const port = slowPort(memory.port, () => Array.from({ length: 8 }, () => 'CREATE_IN_PROGRESS' as const));
    const clock = standingClock();
    assert.equal((await applyJournal(port, journal, { clock })).status, 'applied');
    // 2 + 3 + 4.5 + … seconds, and never more than a minute.
    assert.ok(clock.slept > 60_000 && clock.slept < 300_000, `${clock.slept}`);
  });

  it('waits no longer than half an hour, and goes on when it is continued', async () => {
    const { memory, journal } = await begun(organizationOf(), plannedFor({ desired: [a] }).changes);
    const forever = Array.from({ length: 100 }, () => 'CREATE_IN_PROGRESS' as const);
    const clock = standingClock();
    const result = await applyJournal(
      slowPort(memory.port, () => forever),
      journal,
      { clock },
    );
    assert.match(
      problemOf(result),
      /^conformance pack `ringfence-a` in `eu-west-1` is CREATE_IN_PROGRESS after 30 minutes$/,
    );
    assert.ok(clock.slept >= 1_800_000 && clock.slept < 1_870_000, `${clock.slept}`);
    // It is not put again.
    const port = slowPort(memory.port, () => []);
    assert.equal((await applyJournal(port, journal)).status, 'applied');
    assert.deepEqual(port.asked, ['TagResource', 'UntagResource']);
  });

  it('tells the failure of every account in words', async () => {
    const { memory, journal } = await begun(organizationOf(), plannedFor({ desired: [a] }).changes);
    const port = Object.assign(
      slowPort(memory.port, () => ['CREATE_IN_PROGRESS', ...Array.from({ length: 9 }, () => 'CREATE_FAILED' as const)]),
      { conformancePackFailures: async () => ({ value: [{ account: SHOP, message: 'AWS Config is off' }] }) },
    );
    const result = await applyJournal(port, journal);
    assert.match(problemOf(result), /is CREATE_FAILED \(no role\); account 222222222222: AWS Config is off$/);
    assert.ok(result.status === 'halted' && result.problem.effect === 'some');
    assert.deepEqual(
      result.open.map(({ name }) => name),
      ['ringfence-a'],
    );
  });

  it('waits where the pack is in use, which is no failure', async () => {
    const { memory, journal } = await begun(
      organizationOf({ conformancePacks: [deployed(a)] }),
      plannedFor({ desired: [next], there: [deployed(a)] }).changes,
    );
    let busy = 3;
    const port = watchedPort(memory.port, {
      before: (_, name) =>
        name === 'PutOrganizationConformancePack' && busy-- > 0
          ? portError('retryable', 'ResourceInUseException')
          : undefined,
    });
    assert.equal((await applyJournal(port, journal)).status, 'applied');
    assert.equal(packOf(memory.now())?.template, TWO);
    assert.equal(journal.entries.filter(({ entry }) => entry === 'halt').length, 0);
  });

  it('gives up where it stays in use', async () => {
    const there = [deployed(a)];
    const { memory, journal } = await begun(
      organizationOf({ conformancePacks: there }),
      plannedFor({ desired: [next], there }).changes,
    );
    const port = watchedPort(memory.port, {
      before: (_, name) =>
        name === 'PutOrganizationConformancePack' ? portError('retryable', 'ResourceInUseException') : undefined,
    });
    assert.match(problemOf(await applyJournal(port, journal)), /it still is so after 30 minutes$/);
  });

  it('takes a call without an answer for made where the pack is in progress', async () => {
    const { memory, journal } = await begun(organizationOf(), plannedFor({ desired: [a] }).changes);
    const slow = slowPort(memory.port, () => ['CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS']);
    const port = watchedPort(slow, {
      after: (_, name) =>
        name === 'PutOrganizationConformancePack' ? portError('no-answer', 'TimeoutError') : undefined,
    });
    assert.equal((await applyJournal(port, journal)).status, 'applied');
  });

  it('puts a pack again whose deployment failed', async () => {
    const there = [deployed(a, { status: 'CREATE_FAILED', problem: 'AWS Config is off' })];
    const { memory, journal } = await begun(
      organizationOf({ conformancePacks: there }),
      plannedFor({ desired: [a], there }).changes,
    );
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
    assert.equal(packOf(memory.now())?.status, 'UPDATE_SUCCESSFUL');
  });

  it('waits until a pack is gone', async () => {
    const there = [deployed(a)];
    const { memory, journal } = await begun(organizationOf({ conformancePacks: there }), plannedFor({ there }).changes);
    const port = slowPort(memory.port, (call) =>
      call === 'DeleteOrganizationConformancePack' ? ['DELETE_IN_PROGRESS', 'DELETE_IN_PROGRESS'] : [],
    );
    assert.equal((await applyJournal(port, journal)).status, 'applied');
    assert.equal(packOf(memory.now()), undefined);
  });

  for (const [what, meanwhile, message] of [
    ['somebody excluded an account', deployed(a, { excludedAccounts: [SHOP] }), /was changed by somebody else/],
    ['somebody has put his own pack', foreignPack('ringfence-a'), /is not ringfence's$/],
  ] as const) {
    it(`overwrites and deletes nothing where ${what} since the plan`, async () => {
      for (const desired of [[next], []]) {
        const { changes } = plannedFor({ desired, there: [deployed(a)] });
        const { memory, journal } = await begun(organizationOf({ conformancePacks: [meanwhile] }), changes);
        assert.match(problemOf(await applyJournal(memory.port, journal)), message);
        assert.deepEqual(packOf(memory.now()), meanwhile);
      }
    });
  }

  it('creates nothing over a pack of somebody else', async () => {
    const { changes } = plannedFor({ desired: [a] });
    const theirs = foreignPack('ringfence-a');
    const { memory, journal } = await begun(organizationOf({ conformancePacks: [theirs] }), changes);
    assert.match(problemOf(await applyJournal(memory.port, journal)), /is not ringfence's$/);
    assert.deepEqual(packOf(memory.now()), theirs);
  });

  it('notices after a wave that a pack of its was changed', async () => {
    const { changes } = plannedFor({ desired: [a], waves: [CANARY] });
    const { memory, journal } = await begun(organizationOf(), changes);
    let once = true;
    const port = watchedPort(memory.port, {
      after: async (_, name) => {
        if (name === 'PutOrganizationConformancePack' && once) {
          once = false;
          const put = packOf(memory.now());
          assert.ok(put?.template);
          const { status: _status, problem: _problem, ...call } = put;
          await memory.port.change({
            ...call,
            template: put.template,
            operation: 'PutOrganizationConformancePack',
            excludedAccounts: [SHOP],
          });
        }
        return undefined;
      },
    });
    assert.match(problemOf(await applyJournal(port, journal)), /other parameters or exclusions/);
  });
});

describe('rollback of conformance packs', () => {
  const plain = { templates: new Map<string, string>(), packs: [], accounts: ALL_BUT() };

  /** Applies a plan on an organization, then rolls it back as far as templates are known. */
  async function thereAndBack(
    organization: Organization,
    parts: Parameters<typeof plannedFor>[0],
    templates: ReadonlyMap<string, string> = new Map(),
  ) {
    const { changes } = plannedFor({ organization, ...parts });
    const { memory, journal } = await begun(organization, changes);
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
    const packs = memory.now().configuration.conformancePacks;
    const undone = inverseChanges(stateOf(journal.entries), { ...plain, templates, packs });
    const back = new MemoryJournal();
    await back.append(runOf(memory.now(), undone.changes, { run: 'run-2' }));
    assert.equal((await applyJournal(memory.port, back)).status, 'applied');
    return { now: memory.now(), undone };
  }
  const steps = (changes: readonly Change[]) => changes.map(({ action, name }) => `${action} ${name}`);

  it('deletes what was created, at once', async () => {
    const { now, undone } = await thereAndBack(organizationOf(), { desired: [a], waves: [CANARY] });
    assert.deepEqual(steps(undone.changes), ['delete ringfence-a']);
    assert.deepEqual(now.configuration.conformancePacks, []);
  });

  it('puts back what was replaced and what was deleted, where the file has the template', async () => {
    for (const desired of [[next], []]) {
      const before = deployed(a, { template: ONE, excludedAccounts: [SHOP] });
      const organization = organizationOf({ conformancePacks: [before] });
      const { now } = await thereAndBack(organization, { desired });
      assert.deepEqual({ ...packOf(now), status: null }, { ...before, status: null });
    }
  });

  it('goes back through waves: the canary pack is not made again', async () => {
    const organization = organizationOf({ conformancePacks: [deployed(a, { template: ONE })] });
    const { now, undone } = await thereAndBack(organization, { desired: [next], waves: [CANARY] });
    assert.deepEqual(steps(undone.changes), ['update ringfence-a', 'delete ringfence-a-canary']);
    assert.equal(packOf(now)?.template, ONE);
  });

  it('takes templates from the journals of earlier runs', async () => {
    const first = await begun(organizationOf(), plannedFor({ desired: [a] }).changes);
    const templates = knownTemplates([stateOf(first.journal.entries)], []);
    // As AWS has it: without its template.
    const organization = organizationOf({ conformancePacks: [deployed(a)] });
    const { now } = await thereAndBack(organization, { desired: [next] }, templates);
    assert.equal(packOf(now)?.template, ONE);
  });

  it('is missing a template that is nowhere, and says how to get it back', async () => {
    const organization = organizationOf({ conformancePacks: [deployed(a)] });
    const { undone } = await thereAndBack(organization, { desired: [next] });
    assert.deepEqual(undone.changes, []);
    assert.match(undone.missing[0] ?? '', /AWS Config gives none back: check out the configuration of that time/);
  });

  it('gives accounts that moved their pack back before they lose the other', async () => {
    const moved = [
      wantedPack({ excludedAccounts: [SHOP] }),
      wantedPack({ name: 'ringfence-b', excludedAccounts: ALL_BUT(SHOP) }),
    ];
    const organization = organizationOf({ conformancePacks: [deployed(a, { template: ONE })] });
    const { now, undone } = await thereAndBack(organization, { desired: moved });
    assert.deepEqual(steps(undone.changes), ['update ringfence-a', 'delete ringfence-b']);
    assert.deepEqual(packOf(now)?.excludedAccounts, []);
  });

  it('undoes a change of which nobody knows whether it was made', async () => {
    for (const made of [true, false]) {
      const there: ConformancePack[] = [deployed(a, { template: ONE })];
      const organization = organizationOf({ conformancePacks: there });
      const { changes } = plannedFor({ organization, desired: [next] });
      const { memory, journal } = await begun(organization, changes);
      const strike = () => portError('no-answer', 'TimeoutError');
      const port = watchedPort(memory.port, {
        before: (_, name) => (name === 'PutOrganizationConformancePack' && !made ? strike() : undefined),
        after: (_, name) =>
          name === 'conformancePack' && made && packOf(memory.now())?.template === TWO ? strike() : undefined,
      });
      assert.equal((await applyJournal(port, journal)).status, 'halted');
      const packs = memory.now().configuration.conformancePacks;
      const undone = inverseChanges(stateOf(journal.entries), { ...plain, packs });
      const back = new MemoryJournal();
      await back.append(runOf(memory.now(), undone.changes, { run: 'run-2' }));
      assert.equal((await applyJournal(memory.port, back)).status, 'applied');
      assert.equal(packOf(memory.now())?.template, ONE, `${made}`);
    }
  });
});
