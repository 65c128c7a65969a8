import assert from 'node:assert/strict';
import type { ApplyEvent } from '../../../src/organization/apply/apply.js';
import { inverseChanges } from '../../../src/organization/apply/inverse.js';
import { JournalFailure, runName } from '../../../src/organization/apply/journal.js';
import { LOCK_TAG } from '../../../src/organization/apply/lock.js';
import type { PolicyChange } from '../../../src/organization/change.js';
import { planChanges } from '../../../src/organization/plan/changes.js';
import type { Organization } from '../../../src/organization/tree.js';
import { memoryOrganization, portError, standingClock, watchedPort } from '../../support/organizations.js';
import { denying, foreign, input, organizationWith, owned, ROOT, SANDBOX, WORKLOADS, wanted } from '../plan/support.js';
import { applyJournal, MemoryJournal, runOf, stateOf } from './support.js';

const old = owned(wanted('guard', denying('ecs:ExecuteCommand')), 'p-old0000001');
const gone = owned(wanted('gone', denying('ecs:StopTask'), ROOT), 'p-gone000001');
const theirs = foreign('p-theirs0001');
const before = organizationWith({ [WORKLOADS]: [old, theirs], [ROOT]: [gone] });
const document = wanted('guard', denying('ecs:ExecuteCommand', 'ecs:RunTask'));
const wave = { name: 'canary', units: [SANDBOX] };

/** A new version of a document, first for a canary; a document that goes. */
const planned = (organization: Organization = before, waves = [wave]): readonly PolicyChange[] =>
  planChanges(input({ organization, desired: [document], waves })).changes;

async function begun(changes: readonly PolicyChange[] = planned(), soakSeconds = 0) {
  const memory = memoryOrganization(before);
  const journal = new MemoryJournal();
  await journal.append(runOf(before, changes, { waves: [{ name: 'canary', soakSeconds }] }));
  return { memory, journal };
}

describe('apply', () => {
  it('makes the changes of a plan, after which there is nothing to plan', async () => {
    const { memory, journal } = await begun();
    const events: ApplyEvent[] = [];
    const result = await applyJournal(memory.port, journal, { tell: (event) => events.push(event) });
    assert.equal(result.status, 'applied');
    assert.deepEqual(planned(memory.now(), []), []);
    const now = memory.now();
    assert.deepEqual(now.policies.get(theirs.id), theirs);
    assert.equal(now.policies.has(gone.id), false);
    assert.deepEqual(
      events.flatMap((event) => (event.event === 'wave' ? [event.wave] : [])),
      ['canary', 'everywhere'],
    );
    assert.equal(events.filter(({ event }) => event === 'made').length, planned().length);
    assert.equal(journal.entries.at(-1)?.entry, 'applied');
  });

  it('writes an intent before every call, and what came of it after', async () => {
    const { memory, journal } = await begun();
    const seen: string[] = [];
    const port = watchedPort(memory.port, {
      before: (_, name) => {
        if (!/Policy$/.test(name)) return undefined;
        const last = journal.entries.at(-1);
        seen.push(last?.entry === 'intent' ? last.call.operation : 'none');
        assert.equal(seen.at(-1), name);
        return undefined;
      },
    });
    await applyJournal(port, journal);
    assert.ok(seen.length >= planned().length);
    const results = journal.entries.filter(({ entry }) => entry === 'result');
    assert.equal(results.length, seen.length);
  });

  it('stops for the soak of a wave, and goes on when it is over', async () => {
    const { memory, journal } = await begun(planned(), 3600);
    const clock = standingClock();
    const soaking = await applyJournal(memory.port, journal, { clock });
    assert.deepEqual(soaking, {
      status: 'soaking',
      wave: 'canary',
      next: 'everywhere',
      until: Date.parse('2026-11-25T07:00:00Z'),
    });
    assert.equal(memory.now().policies.has(gone.id), true);
    assert.equal((await applyJournal(memory.port, journal, { clock })).status, 'soaking');
    clock.slept += 3_600_000;
    assert.equal((await applyJournal(memory.port, journal, { clock })).status, 'applied');
    assert.equal((await applyJournal(memory.port, journal, { clock })).status, 'applied');
  });

  it('halts when somebody changes what a wave made, before the next one', async () => {
    const { memory, journal } = await begun(planned(), 3600);
    const clock = standingClock();
    await applyJournal(memory.port, journal, { clock });
    const made = [...memory.now().policies.values()].find(({ name }) => name.startsWith('guard.') && name !== old.name);
    await memory.port.change({ operation: 'DetachPolicy', policy: made?.id ?? '', target: SANDBOX });
    clock.slept += 3_600_000;
    const result = await applyJournal(memory.port, journal, { clock });
    assert.ok(result.status === 'halted');
    assert.match(result.problem.message, new RegExp(`\`${made?.id}\` is not attached to \`${SANDBOX}\``));
    assert.equal(result.change, null);
  });

  it('halts at the first failure, says what is made and what is not, and goes on from there', async () => {
    const { memory, journal } = await begun();
    let refuse = true;
    const port = watchedPort(memory.port, {
      before: (_, name) =>
        refuse && name === 'DetachPolicy' ? portError('denied', 'AccessDeniedException') : undefined,
    });
    const result = await applyJournal(port, journal);
    assert.ok(result.status === 'halted');
    assert.equal(result.change?.action, 'detach');
    assert.equal(result.problem.error?.kind, 'denied');
    assert.equal(result.problem.effect, 'none');
    assert.equal(result.open[0], result.change);
    assert.deepEqual([...result.made, ...result.open], planned());
    assert.equal(memory.now().root.tags[LOCK_TAG], undefined);
    refuse = false;
    assert.equal((await applyJournal(port, journal)).status, 'applied');
  });

  it('overwrites nothing that somebody else changed since the plan', async () => {
    const update: PolicyChange = {
      ...(planned()[0] ?? assert.fail()),
      action: 'update',
      name: old.name,
      policy: old.id,
      before: old.content,
      after: document.content,
    };
    const { memory, journal } = await begun([update]);
    await memory.port.change({ operation: 'UpdatePolicy', policy: old.id, name: old.name, content: denying('s3:*') });
    const result = await applyJournal(memory.port, journal);
    assert.ok(result.status === 'halted');
    assert.match(result.problem.message, /was changed by somebody else since the plan/);
    assert.equal(memory.now().policies.get(old.id)?.content, denying('s3:*'));
  });

  it('neither updates nor deletes what is not its own', async () => {
    const change: PolicyChange = {
      ...(planned()[0] ?? assert.fail()),
      action: 'delete',
      name: theirs.name,
      policy: theirs.id,
      before: theirs.content,
      after: null,
    };
    const { memory, journal } = await begun([change]);
    const result = await applyJournal(memory.port, journal);
    assert.ok(result.status === 'halted');
    assert.match(result.problem.message, /is not ringfence's/);
  });

  it('halts where a policy of the name of a new one has other content', async () => {
    const { memory, journal } = await begun();
    const name = planned().find(({ action }) => action === 'create')?.name ?? '';
    await memory.port.change({
      operation: 'CreatePolicy',
      type: 'SERVICE_CONTROL_POLICY',
      name,
      description: '',
      content: denying('s3:*'),
      tags: {},
    });
    const result = await applyJournal(memory.port, journal);
    assert.ok(result.status === 'halted');
    assert.equal(result.problem.error?.name, 'DuplicatePolicyException');
    assert.match(result.problem.message, /has other content or tags/);
    assert.deepEqual(result.made, []);
  });

  it('says that nobody knows, where there was no answer and no effect', async () => {
    const { memory, journal } = await begun();
    const port = watchedPort(memory.port, {
      before: (_, name) => (name === 'CreatePolicy' ? portError('no-answer', 'TimeoutError') : undefined),
    });
    const result = await applyJournal(port, journal);
    assert.ok(result.status === 'halted');
    assert.equal(result.problem.effect, 'unknown');
  });

  it('halts when the journal cannot be written, before the call', async () => {
    const { memory, journal } = await begun();
    const text = memory.file.text;
    const broken = {
      append: async () => {
        throw new JournalFailure('the disk is full');
      },
    };
    const result = await applyJournal(memory.port, journal, { journal: broken });
    assert.ok(result.status === 'halted');
    assert.equal(result.problem.message, 'the disk is full');
    assert.equal(memory.file.text, text);
  });

  it('reads back what it did', async () => {
    const { memory, journal } = await begun();
    // An attachment that is acknowledged and does not happen.
    const port = watchedPort(memory.port, {});
    const lying = {
      ...port,
      attachedTo: async () => ({ value: [] }),
    };
    const result = await applyJournal(lying, journal);
    assert.ok(result.status === 'halted');
    assert.match(result.problem.message, /^read back: policy `p-[0-9a-f]+` is not attached/);
  });

  it('enables types and trusted access', async () => {
    const enable = {
      ...(planned()[0] ?? assert.fail()),
      action: 'enable',
      kind: 'GUARDDUTY_POLICY',
      policy: null,
    } as const;
    const { memory, journal } = await begun([
      { ...enable, name: 'GUARDDUTY_POLICY' },
      { ...enable, name: 'guardduty.amazonaws.com' },
    ]);
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
    assert.equal(memory.now().policyTypes.GUARDDUTY_POLICY, 'ENABLED');
    assert.deepEqual(memory.now().trustedServices, ['guardduty.amazonaws.com']);
  });
});

describe('the lock', () => {
  const lock = {
    operation: 'TagResource',
    resource: ROOT,
    tags: { [LOCK_TAG]: 'run-0 2026-11-25T05:00:00Z arn:x' },
  } as const;

  it('keeps a second run out, and says whose it is', async () => {
    const { memory, journal } = await begun();
    await memory.port.change(lock);
    const text = memory.file.text;
    assert.deepEqual(await applyJournal(memory.port, journal), {
      status: 'locked',
      lock: { run: 'run-0', time: '2026-11-25T05:00:00Z', owner: 'arn:x' },
    });
    assert.equal(memory.file.text, text);
  });

  it('can be broken, and is gone afterwards', async () => {
    const { memory, journal } = await begun();
    await memory.port.change(lock);
    assert.equal((await applyJournal(memory.port, journal, { breakLock: true })).status, 'applied');
    assert.equal(memory.now().root.tags[LOCK_TAG], undefined);
  });

  it('is no obstacle to the run that has it', async () => {
    const { memory, journal } = await begun();
    await memory.port.change({ ...lock, tags: { [LOCK_TAG]: 'run-1 2026-11-25T05:00:00Z arn:x' } });
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
  });

  it('is held while the run goes on, with owner and time, in characters that a tag takes', async () => {
    const { memory, journal } = await begun();
    const held = new Set<string>();
    const port = watchedPort(memory.port, {
      before: () => {
        held.add(memory.now().root.tags[LOCK_TAG] ?? 'none');
        return undefined;
      },
    });
    await applyJournal(port, journal, { owner: 'arn:aws:sts::111111111111:assumed-role/deploy/a,b' });
    assert.deepEqual(
      [...held].sort(),
      ['none', 'run-1 2026-11-25T06:00:00Z arn:aws:sts::111111111111:assumed-role/deploy/a-b'].sort(),
    );
  });

  it('is taken once where two runs tag at the same time', async () => {
    const { memory, journal } = await begun();
    const port = watchedPort(memory.port, {
      after: async (_, name) => {
        if (name === 'TagResource') await memory.port.change(lock);
        return undefined;
      },
    });
    assert.equal((await applyJournal(port, journal)).status, 'locked');
  });

  it('is a warning where the caller may not tag the root', async () => {
    const { memory, journal } = await begun();
    const warnings: ApplyEvent[] = [];
    const port = watchedPort(memory.port, {
      before: (_, name) => (name === 'TagResource' ? portError('denied', 'AccessDeniedException') : undefined),
    });
    const result = await applyJournal(port, journal, {
      tell: (event) => {
        if (event.event === 'warning') warnings.push(event);
      },
    });
    assert.equal(result.status, 'applied');
    assert.equal(warnings.length, 1);
  });
});

describe('the inverse of a run', () => {
  /** Names, contents, tags and attachments, without the ids, which a policy that comes back gets anew. */
  const essence = ({ policies, root }: Organization) => {
    const name = (id: string) => policies.get(id)?.name ?? id;
    const unit = (one: Organization['root']): unknown => [
      one.name,
      one.policies.map(name).toSorted(),
      one.accounts.map((account) => [account.name, account.policies.map(name).toSorted()]),
      one.units.map(unit),
    ];
    return [
      unit(root),
      [...policies.values()].map(({ name, content, tags, type }) => [type, name, content, tags]).toSorted(),
    ];
  };

  it('puts back what was there', async () => {
    const { memory, journal } = await begun();
    await applyJournal(memory.port, journal);
    const back = new MemoryJournal();
    const { changes, kept } = inverseChanges(stateOf(journal.entries));
    assert.deepEqual(kept, []);
    await back.append(runOf(memory.now(), changes, { run: 'run-2' }));
    assert.equal((await applyJournal(memory.port, back)).status, 'applied');
    assert.deepEqual(essence(memory.now()), essence(before));
    // And forth again: the inverse of the inverse.
    const forth = new MemoryJournal();
    await forth.append(runOf(memory.now(), inverseChanges(stateOf(back.entries)).changes, { run: 'run-3' }));
    assert.equal((await applyJournal(memory.port, forth)).status, 'applied');
    assert.deepEqual(planned(memory.now(), []), []);
  });

  it('puts back updated names, contents and tags', async () => {
    const tight = (organization: Organization) =>
      planChanges(input({ organization, desired: [document], perTarget: () => 3 })).changes;
    const memory = memoryOrganization(before);
    const journal = new MemoryJournal();
    await journal.append(runOf(before, tight(before)));
    assert.ok(tight(before).some(({ action, newName }) => action === 'update' && newName !== null));
    assert.equal((await applyJournal(memory.port, journal)).status, 'applied');
    const back = new MemoryJournal();
    await back.append(runOf(memory.now(), inverseChanges(stateOf(journal.entries)).changes, { run: 'run-2' }));
    assert.equal((await applyJournal(memory.port, back)).status, 'applied');
    assert.deepEqual(essence(memory.now()), essence(before));
  });

  it('leaves out what was refused, keeps a type enabled, and undoes what may have been done', async () => {
    const [create, attach] = planned();
    assert.ok(create && attach);
    const enable: PolicyChange = { ...create, action: 'enable', kind: 'TAG_POLICY', name: 'TAG_POLICY' };
    const { memory, journal } = await begun([enable, create, attach]);
    const port = watchedPort(memory.port, {
      before: (_, name) => (name === 'AttachPolicy' ? portError('quota', 'ConstraintViolationException') : undefined),
    });
    await applyJournal(port, journal);
    const { changes, kept } = inverseChanges(stateOf(journal.entries));
    assert.deepEqual(
      changes.map(({ action }) => action),
      ['delete'],
    );
    assert.deepEqual(
      kept.map(({ name }) => name),
      ['TAG_POLICY'],
    );
  });
});

describe('a run', () => {
  it('is named by its start and its plan', () => {
    assert.equal(runName(Date.parse('2026-11-25T06:07:08.123Z'), 'abcdef0123456789'), '20261125T060708123Z-abcdef');
  });
});
