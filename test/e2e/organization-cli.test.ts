import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { denying } from '../organization/plan/support.js';
import { commandLineIn } from '../support/command-line.js';
import { type Moto, startMoto } from '../support/moto.js';

const CONFIGURATION = `version: 1
parameters:
  regions: [eu-west-1]
organization:
  source: aws
  deploymentRole: 'arn:aws:iam::*:role/ringfence-deploy'
  targets:
    - unit: /Workloads
      policies: [deny-root-user, deny-ecs-exec]
  waves:
    - {name: canary, units: [/Workloads/Sandbox], soak: 1s}
`;

/** The commands that an administrator types, against an API server, from the first plan to the last trace. */
describe('an administrator', function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-deploy-'));
  let moto: Moto;
  let client: OrganizationsClient;
  let workloads = '';
  let theirs = '';

  const { ringfence, done } = commandLineIn(folder);

  const json = async (...args: string[]) => JSON.parse((await ringfence(...args, '--format', 'json')).out);
  const runOf = (out: string): string => /--continue (\S+)/.exec(out)?.[1] ?? assert.fail(out);

  /** Policies with ringfence's tag, and where they are attached, as the server says. */
  async function owned(): Promise<{ name: string; id: string; targets: string[] }[]> {
    const { Policies = [] } = await client.send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }));
    const found = await Promise.all(
      Policies.map(async ({ Id: id = '', Name: name = '' }) => {
        const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceId: id }));
        const { Targets = [] } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: id }));
        const ours = Tags.some(({ Key }) => Key === 'ringfence:version');
        return ours ? [{ name, id, targets: Targets.map(({ TargetId = '' }) => TargetId) }] : [];
      }),
    );
    return found.flat();
  }

  /** Applies what a plan says, through the canary. */
  async function applied(): Promise<string> {
    await done('plan', '--out', 'plan.json');
    const soaking = await done('apply', '--plan', 'plan.json', '--yes');
    assert.match(soaking, /soaking: wave `canary` is applied/);
    const run = runOf(soaking);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.match(await done('apply', '--continue', run), /^applied: /m);
    return run;
  }

  before(async () => {
    moto = await startMoto();
    client = new OrganizationsClient({});
    await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const root = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
    const unit = async (ParentId: string, Name: string): Promise<string> =>
      (await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
    workloads = await unit(root, 'Workloads');
    await unit(workloads, 'Sandbox');
    const made = await client.send(new CreateAccountCommand({ AccountName: 'shop', Email: 'shop@example.com' }));
    await client.send(
      new MoveAccountCommand({
        AccountId: made.CreateAccountStatus?.AccountId,
        SourceParentId: root,
        DestinationParentId: workloads,
      }),
    );
    const policy = await client.send(
      new CreatePolicyCommand({
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'theirs',
        Description: '',
        Content: denying('s3:DeleteBucket'),
      }),
    );
    theirs = policy.Policy?.PolicySummary?.Id ?? '';
    await client.send(new AttachPolicyCommand({ PolicyId: theirs, TargetId: workloads }));
    writeFileSync(join(folder, 'ringfence.yaml'), CONFIGURATION);
  });
  after(() => moto?.stop());

  let first = '';

  it('takes a snapshot, on which the same plan is made offline', async () => {
    await done('snapshot', '--out', 'organization.yaml');
    assert.match(readFileSync(join(folder, 'organization.yaml'), 'utf8'), /name: shop/);
    const offline = await json('plan', '--organization', 'organization.yaml');
    const online = await json('plan');
    assert.deepEqual(online.changes, offline.changes);
    assert.deepEqual(online.refusals, []);
    assert.equal(online.organization.endpoint, moto.endpoint);
    assert.ok(online.apiCalls > 0 && offline.apiCalls === 0);
  });

  it('applies a reviewed plan, wave by wave', async () => {
    first = await applied();
    const [policy, ...more] = await owned();
    assert.deepEqual([policy?.targets, more], [[workloads], []]);
  });

  it('finds nothing more to do, and no drift', async () => {
    assert.deepEqual((await json('plan')).changes, []);
    assert.match(await done('apply', '--checksum', (await json('plan')).checksum, '--yes'), /nothing to change/);
    await done('drift');
  });

  it('refuses a plan that was reviewed before the organization changed', async () => {
    await done('plan', '--out', 'old.json');
    const [policy] = await owned();
    await client.send(new DetachPolicyCommand({ PolicyId: policy?.id, TargetId: workloads }));
    const { status, out, err } = await ringfence('apply', '--plan', 'old.json', '--yes');
    assert.equal(status, 2, out + err);
    assert.deepEqual((await owned())[0]?.targets, []);
  });

  it('sees the drift, and puts it right', async () => {
    assert.equal((await ringfence('drift')).status, 1);
    await applied();
    assert.deepEqual((await owned())[0]?.targets, [workloads]);
    await done('drift');
  });

  it('changes the configuration, and goes back', async () => {
    const before = await owned();
    writeFileSync(join(folder, 'ringfence.yaml'), CONFIGURATION.replace('deny-root-user, ', ''));
    const run = await applied();
    assert.notDeepEqual(await owned(), before);
    await done('rollback', run, '--yes');
    const named = (policies: Awaited<ReturnType<typeof owned>>) => policies.map(({ name, targets }) => [name, targets]);
    assert.deepEqual(named(await owned()), named(before));
    writeFileSync(join(folder, 'ringfence.yaml'), CONFIGURATION);
    assert.deepEqual((await json('plan')).changes, []);
    assert.notEqual(run, first);
  });

  it("removes everything that is ringfence's, and nothing else", async () => {
    await done('destroy', '--yes');
    assert.deepEqual(await owned(), []);
    const { Targets = [] } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: theirs }));
    assert.deepEqual(
      Targets.map(({ TargetId }) => TargetId),
      [workloads],
    );
  });

  it('is told what is wrong: no such file, nobody there', async () => {
    const { status, err } = await ringfence('plan', '--organization', 'nowhere.yaml');
    assert.equal(status, 2);
    assert.match(err, /`nowhere\.yaml` cannot be read/);
    const before = process.env['AWS_ENDPOINT_URL'];
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    try {
      const nobody = await ringfence('plan');
      assert.equal(nobody.status, 2);
      assert.match(nobody.err, /no answer/);
      assert.doesNotMatch(nobody.err, /^ {4}at /m);
    } finally {
      process.env['AWS_ENDPOINT_URL'] = before;
    }
  });
});
