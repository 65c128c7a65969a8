import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigServiceClient,
  DeleteOrganizationConformancePackCommand,
  DescribeOrganizationConformancePacksCommand,
  PutOrganizationConformancePackCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { commandLineIn } from '../support/command-line.js';
import type { Moto } from '../support/moto.js';
import { startMotoWithConfig } from '../support/moto-config.js';

const BUCKET = 'awsconfigconforms-ringfence';
const REGION = 'eu-west-1';

const CONFIGURATION = `version: 1
parameters:
  regions: [eu-west-1]
organization:
  source: aws
  deploymentRole: 'arn:aws:iam::*:role/ringfence-deploy'
  targets:
    - unit: /Workloads
      policies: [deny-root-user]
  waves:
    - {name: canary, units: [/Workloads/Sandbox], soak: 1s}
  config: {regions: [${REGION}], deliveryBucket: ${BUCKET}}
`;

interface PlannedJson {
  readonly checksum: string;
  readonly changes: readonly { readonly action: string; readonly kind: string; readonly name: string }[];
  readonly refusals: readonly object[];
}

/** The commands that an administrator of AWS Config types, against an API server. */
describe('an administrator of conformance packs', function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-packs-'));
  const config = () => new ConfigServiceClient({ region: REGION });
  let moto: Moto;

  const { ringfence, done } = commandLineIn(folder);

  const plan = async (): Promise<PlannedJson> => JSON.parse((await ringfence('plan', '--format', 'json')).out);
  const configure = (change: (text: string) => string): void =>
    writeFileSync(join(folder, 'ringfence.yaml'), change(CONFIGURATION));

  /** Applies what a plan says, through the canary where it meets one. */
  async function applied(): Promise<string> {
    await done('plan', '--out', 'plan.json');
    let out = await done('apply', '--plan', 'plan.json', '--yes');
    const run = /(?:--continue|run) (\S+)/.exec(out)?.[1] ?? assert.fail(out);
    if (/soaking/.test(out)) {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      out = await done('apply', '--continue', run);
    }
    assert.match(out, /^applied: /m);
    return run;
  }

  /** Every pack, as the server says, without the time. */
  async function packs() {
    const { OrganizationConformancePacks: found = [] } = await config().send(
      new DescribeOrganizationConformancePacksCommand({}),
    );
    return found
      .map(({ LastUpdateTime: _time, ...pack }) => pack)
      .toSorted((one, other) =>
        `${one.OrganizationConformancePackName}` < `${other.OrganizationConformancePackName}` ? -1 : 1,
      );
  }
  const own = async () =>
    (await packs()).filter(({ OrganizationConformancePackName: name }) => name?.startsWith('ringfence-'));

  before(async () => {
    moto = await startMotoWithConfig();
    const client = new OrganizationsClient({});
    await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const root = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
    const unit = async (ParentId: string, Name: string): Promise<string> =>
      (await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
    const workloads = await unit(root, 'Workloads');
    const sandbox = await unit(workloads, 'Sandbox');
    for (const [name, parent] of [
      ['shop', workloads],
      ['trial', sandbox],
    ] as const) {
      const made = await client.send(new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }));
      const AccountId = made.CreateAccountStatus?.AccountId;
      await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: parent }));
    }
    await new S3Client({ region: 'us-east-1' }).send(new CreateBucketCommand({ Bucket: BUCKET }));
    await config().send(
      new PutOrganizationConformancePackCommand({
        OrganizationConformancePackName: 'theirs',
        TemplateS3Uri: `s3://${BUCKET}/theirs.yaml`,
      }),
    );
    configure((text) => text);
  });
  after(() => moto?.stop());

  it('reviews a plan, which says what is judged where', async () => {
    const { changes, refusals } = await plan();
    assert.deepEqual(refusals, []);
    const created = changes.filter(({ action, kind }) => action === 'create' && kind === 'conformancePack');
    assert.ok(created.length > 0 && created.every(({ name }) => name.startsWith('ringfence-essential-')));
    assert.match((await ringfence('plan')).out, /ringfence-essential-/);
  });

  it('applies it, first for a canary, with the templates in the bucket', async () => {
    await applied();
    const names = (await own()).map(({ OrganizationConformancePackName: name = '' }) => name);
    assert.ok(names.length > 0);
    const { Contents = [] } = await new S3Client({ region: 'us-east-1' }).send(
      new ListObjectsV2Command({ Bucket: BUCKET }),
    );
    for (const name of names)
      assert.ok(
        Contents.some(({ Key }) => Key?.startsWith(`ringfence/${name}-`)),
        name,
      );
  });

  it('finds nothing more to do, and no drift', async () => {
    assert.deepEqual((await plan()).changes, []);
    await done('drift');
  });

  it('sees that somebody deleted a pack, and puts it right', async () => {
    const before = await own();
    const [first] = before;
    const name = { OrganizationConformancePackName: first?.OrganizationConformancePackName };
    await config().send(new DeleteOrganizationConformancePackCommand(name));
    const { status, out } = await ringfence('drift');
    assert.equal(status, 1, out);
    await applied();
    const essence = (found: Awaited<ReturnType<typeof own>>) =>
      found.map((pack) => ({ ...pack, OrganizationConformancePackArn: '' }));
    assert.deepEqual(essence(await own()), essence(before));
    await done('drift');
  });

  it('changes the configuration, and goes back', async () => {
    const before = await own();
    configure((text) => text.replace('organization:\n', 'controls:\n  container-not-privileged: off\norganization:\n'));
    const run = await applied();
    assert.notDeepEqual(await own(), before);
    assert.deepEqual((await plan()).changes, []);
    await done('rollback', run, '--yes');
    assert.deepEqual(await own(), before);
    configure((text) => text);
    assert.deepEqual((await plan()).changes, []);
  });

  it('takes a snapshot, on which the same is planned', async () => {
    await done('snapshot', '--out', 'organization.yaml');
    const offline = JSON.parse(
      (await ringfence('plan', '--organization', 'organization.yaml', '--format', 'json')).out,
    );
    assert.deepEqual(offline.changes, []);
  });

  it("removes everything that is ringfence's, and nothing else", async () => {
    const theirs = (await packs()).filter(({ OrganizationConformancePackName: name }) => name === 'theirs');
    await done('destroy', '--yes');
    assert.deepEqual(await packs(), theirs);
    assert.equal(theirs.length, 1);
  });

  it('is told what compliance needs', async () => {
    const { status, err } = await ringfence('drift', '--compliance');
    assert.equal(status, 2);
    assert.match(err, /`organization\.config\.aggregator`/);
  });
});
