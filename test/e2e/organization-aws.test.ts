import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { openAwsOrganization } from '../../src/aws/adapter.js';
import { inverseChanges } from '../../src/organization/apply/inverse.js';
import { LOCK_TAG } from '../../src/organization/apply/lock.js';
import type { Change } from '../../src/organization/change.js';
import { placesOf } from '../../src/organization/places.js';
import { planChanges } from '../../src/organization/plan/changes.js';
import { type DesiredDocument, isOwned } from '../../src/organization/plan/desired.js';
import type { OrganizationPort } from '../../src/organization/port.js';
import type { Organization } from '../../src/organization/tree.js';
import { applyJournal, MemoryJournal, runOf, stateOf } from '../organization/apply/support.js';
import { denying, input } from '../organization/plan/support.js';
import { fastClock as clock, type Moto, startMoto } from '../support/moto.js';

const UNITS = 25;
const ACCOUNTS = 45;

interface World {
  readonly moto: Moto;
  readonly port: OrganizationPort;
  readonly root: string;
  readonly workloads: string;
  readonly canary: string;
  /** A policy of somebody else, attached to Workloads. */
  readonly theirs: string;
}

/** Root → Workloads (25 units, 45 accounts, one of them closed); a policy of somebody else at Workloads. */
async function world(): Promise<World> {
  const moto = await startMoto();
  const client = new OrganizationsClient({});
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const port = await openAwsOrganization(null, null, clock);
  const root = (await read(port)).root.id;
  await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
  const unit = async (ParentId: string, Name: string): Promise<string> =>
    (await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
  const workloads = await unit(root, 'Workloads');
  const units: string[] = [];
  for (let index = 0; index < UNITS; index++) units.push(await unit(workloads, `unit-${index}`));
  for (let index = 0; index < ACCOUNTS; index++) {
    const made = await client.send(
      new CreateAccountCommand({ AccountName: `account-${index}`, Email: `a${index}@example.com` }),
    );
    const AccountId = made.CreateAccountStatus?.AccountId ?? '';
    await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: workloads }));
    if (index === 0) await client.send(new CloseAccountCommand({ AccountId }));
  }
  const theirs = await made(port, 'theirs');
  await port.change({ operation: 'AttachPolicy', policy: theirs, target: workloads });
  return { moto, port, root, workloads, canary: units[0] ?? '', theirs };
}

async function made(port: OrganizationPort, name: string): Promise<string> {
  const answer = await port.change({
    operation: 'CreatePolicy',
    type: 'SERVICE_CONTROL_POLICY',
    name,
    description: '',
    content: denying('s3:DeleteBucket'),
    tags: {},
  });
  return answer.value ?? assert.fail(answer.error?.message);
}

async function read(port: OrganizationPort): Promise<Organization> {
  const { value, error } = await port.read();
  return value?.organization ?? assert.fail(error?.message);
}

describe('AWS Organizations, by an API server', function () {
  this.timeout(300_000);
  let here: World;

  const guard = (...actions: string[]): DesiredDocument => ({
    type: 'SERVICE_CONTROL_POLICY',
    name: 'guard',
    content: denying(...actions),
    target: here.workloads,
    controls: ['deny-root-user'],
  });
  const plan = (organization: Organization, desired: readonly DesiredDocument[], waves = [here.canary]) =>
    planChanges(input({ organization, desired, waves: waves.map((unit) => ({ name: 'canary', units: [unit] })) }));

  /** Applies changes, and answers what the run's journal says. */
  async function applied(changes: readonly Change[], run: string) {
    const journal = new MemoryJournal();
    await journal.append(runOf(await read(here.port), changes, { run }));
    const result = await applyJournal(here.port, journal, { root: here.root, clock });
    assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
    return stateOf(journal.entries);
  }
  const owned = (organization: Organization) => [...organization.policies.values()].filter(isOwned);
  /** The server has RCPFullAWSAccess everywhere, although the type is not enabled. */
  const attachedTo = (organization: Organization, target: string): readonly string[] =>
    (placesOf(organization).get(target)?.policies ?? []).filter((id) => id !== 'p-RCPFullAWSAccess');

  before(async () => {
    here = await world();
  });
  after(() => here?.moto.stop());

  it('says where it is and who asks', async () => {
    const { value } = await here.port.about();
    assert.equal(value?.endpoint, here.moto.endpoint);
    assert.equal(value?.source, 'aws');
    assert.match(value?.caller ?? '', /^arn:aws:/);
    assert.match(value?.id ?? '', /^o-/);
  });

  it('reads units and accounts beyond one page', async () => {
    const { value } = await here.port.read();
    const workloads = value?.organization.root.units[0];
    assert.equal(workloads?.units.length, UNITS);
    assert.equal(new Set(workloads?.accounts.map(({ id }) => id)).size, ACCOUNTS);
    assert.deepEqual(
      workloads?.accounts.filter(({ state }) => state !== 'ACTIVE').map(({ name }) => name),
      ['account-0'],
    );
    assert.ok(value);
    assert.deepEqual(attachedTo(value.organization, here.workloads), ['p-FullAWSAccess', here.theirs]);
    for (const { id } of workloads?.accounts ?? [])
      assert.deepEqual(attachedTo(value.organization, id), ['p-FullAWSAccess']);
    const calls = value.apiCalls;
    assert.ok(calls > 0 && calls <= 3 * 27 + (3 * 46) / 20 + 3 * 3 + 25, `${calls}`);
  });

  it('is planned, applied in waves, and then has nothing to plan', async () => {
    const { changes, refusals } = plan(await read(here.port), [guard('ecs:ExecuteCommand')]);
    assert.deepEqual(refusals, []);
    assert.deepEqual([...new Set(changes.map(({ wave }) => wave))], ['canary', 'everywhere']);
    await applied(changes, 'run-1');
    const after = await read(here.port);
    assert.equal(owned(after).length, 1);
    assert.ok(attachedTo(after, here.workloads).includes(owned(after)[0]?.id ?? ''));
    assert.deepEqual(plan(after, [guard('ecs:ExecuteCommand')]).changes, []);
    assert.equal(after.root.tags[LOCK_TAG], undefined);
  });

  it('gets a new version, and the old one back', async () => {
    const before = await read(here.port);
    const state = await applied(plan(before, [guard('ecs:ExecuteCommand', 'ecs:RunTask')]).changes, 'run-2');
    const between = await read(here.port);
    assert.equal(owned(between)[0]?.content, denying('ecs:ExecuteCommand', 'ecs:RunTask'));
    await applied(inverseChanges(state).changes, 'run-3');
    const after = await read(here.port);
    const contents = (organization: Organization) =>
      owned(organization).map(({ name, content, tags }) => [name, content, tags]);
    assert.deepEqual(contents(after), contents(before));
    assert.deepEqual(plan(after, [guard('ecs:ExecuteCommand')]).changes, []);
  });

  it('drifts, and is put right', async () => {
    const [policy] = owned(await read(here.port));
    await here.port.change({ operation: 'DetachPolicy', policy: policy?.id ?? '', target: here.workloads });
    const drifted = plan(await read(here.port), [guard('ecs:ExecuteCommand')], []).changes;
    assert.deepEqual(
      drifted.map(({ action, target }) => [action, target]),
      [['attach', here.workloads]],
    );
    await applied(drifted, 'run-4');
    assert.deepEqual(plan(await read(here.port), [guard('ecs:ExecuteCommand')]).changes, []);
  });

  it('enables a type, tags the root, and gives a service trusted access', async () => {
    assert.deepEqual(await here.port.change({ operation: 'EnablePolicyType', type: 'TAG_POLICY' }), { value: null });
    assert.equal((await here.port.policyTypes()).value?.TAG_POLICY, 'ENABLED');
    const again = await here.port.change({ operation: 'EnablePolicyType', type: 'TAG_POLICY' });
    assert.equal(again.error?.kind, 'done-already');
    await here.port.change({ operation: 'EnableAWSServiceAccess', service: 'config.amazonaws.com' });
    assert.deepEqual((await here.port.trustedServices()).value, ['config.amazonaws.com']);
  });

  it('is destroyed but for what others own', async () => {
    await applied(plan(await read(here.port), [], []).changes, 'run-5');
    const after = await read(here.port);
    assert.deepEqual(owned(after), []);
    assert.deepEqual(attachedTo(after, here.workloads), ['p-FullAWSAccess', here.theirs]);
    assert.equal(after.policies.get(here.theirs)?.content, denying('s3:DeleteBucket'));
  });

  it("refuses in AWS's words", async () => {
    const gone = await here.port.change({ operation: 'DeletePolicy', policy: here.theirs });
    assert.deepEqual([gone.error?.kind, gone.error?.name], ['conflict', 'PolicyInUseException']);
    const twice = await here.port.change({
      operation: 'CreatePolicy',
      type: 'SERVICE_CONTROL_POLICY',
      name: 'theirs',
      description: '',
      content: denying('s3:*'),
      tags: {},
    });
    assert.deepEqual([twice.error?.kind, twice.error?.name], ['conflict', 'DuplicatePolicyException']);
    assert.equal((await here.port.policy('p-none000000')).value, null);
  });

  it('is worked on in a role', async () => {
    const port = await openAwsOrganization('arn:aws:iam::123456789012:role/ringfence-deploy', null, clock);
    assert.match((await port.about()).value?.caller ?? '', /assumed-role\/ringfence-deploy\/ringfence$/);
  });

  it('says that there are no credentials, and that nobody answers', async () => {
    const before = { ...process.env };
    const empty = mkdtempSync(join(tmpdir(), 'ringfence-home-'));
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: join(empty, 'credentials'),
      AWS_CONFIG_FILE: join(empty, 'config'),
    });
    try {
      const { error } = await (await openAwsOrganization(null, null, clock)).read();
      assert.equal(error?.kind, 'credentials', error?.message);
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      });
      const nobody = await (await openAwsOrganization(null, null, clock)).read();
      assert.equal(nobody.error?.kind, 'no-answer', nobody.error?.message);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
});
