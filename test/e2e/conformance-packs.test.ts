import assert from 'node:assert/strict';
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
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { openAwsOrganization } from '../../src/aws/adapter.js';
import { inverseChanges } from '../../src/organization/apply/inverse.js';
import type { Change } from '../../src/organization/change.js';
import { PACK_PARAMETER } from '../../src/organization/conformance-pack.js';
import { isOwnPack, templateDigest } from '../../src/organization/pack-deployment.js';
import type { DesiredPack } from '../../src/organization/plan/packs/desired-pack.js';
import { CONFIG_SERVICE } from '../../src/organization/plan/packs/pack-change-of.js';
import type { OrganizationPort } from '../../src/organization/port.js';
import type { Organization } from '../../src/organization/tree.js';
import { applyJournal, MemoryJournal, runOf, stateOf } from '../organization/apply/support.js';
import { fastClock as clock, type Moto } from '../support/moto.js';
import { startMotoWithConfig } from '../support/moto-config.js';
import { packChanges, wantedPack } from '../support/packs.js';

const BUCKET = 'awsconfigconforms-ringfence';
const REGIONS = ['eu-west-1', 'us-east-1'];
const ACCESS = { regions: REGIONS, deliveryBucket: BUCKET, delegatedAdministrator: null, aggregator: null };

async function read(port: OrganizationPort): Promise<Organization> {
  const { value, error } = await port.read();
  return value?.organization ?? assert.fail(error?.message);
}

describe('conformance packs, by an API server', function () {
  this.timeout(300_000);
  let moto: Moto;
  let port: OrganizationPort;
  let root = '';
  let sandbox = '';
  let shop = '';

  const s3 = () => new S3Client({ region: 'us-east-1' });
  const config = (region: string) => new ConfigServiceClient({ region });

  async function described(region: string, name: string) {
    const names = { OrganizationConformancePackNames: [name] };
    const answer = await config(region).send(new DescribeOrganizationConformancePacksCommand(names));
    const [pack] = answer.OrganizationConformancePacks ?? [];
    const { LastUpdateTime: _time, ...rest } = pack ?? assert.fail(name);
    return rest;
  }

  /** The same pack in both regions; the shop does not get it. */
  const wanted = (rule: string): readonly DesiredPack[] =>
    REGIONS.map((region) =>
      wantedPack(region, 'ringfence-ecs', rule, { deliveryBucket: BUCKET, excludedAccounts: [shop] }),
    );
  const planned = async (rule: string) => packChanges(await read(port), wanted(rule), [sandbox]);

  async function applied(changes: readonly Change[], run: string) {
    const journal = new MemoryJournal();
    await journal.append(runOf(await read(port), changes, { run }));
    const result = await applyJournal(port, journal, { root, clock });
    assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
    return stateOf(journal.entries);
  }

  const digests = ({ configuration }: Organization) =>
    configuration.conformancePacks
      .filter(isOwnPack)
      .map(({ region, name, parameters }) => [region, name, parameters[PACK_PARAMETER]])
      .toSorted();
  const digestOf = (rule: string) =>
    wanted(rule).map(({ region, template }) => [region, 'ringfence-ecs', templateDigest(template)]);

  before(async () => {
    moto = await startMotoWithConfig();
    const client = new OrganizationsClient({});
    await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    port = await openAwsOrganization(null, ACCESS, clock);
    root = (await read(port)).root.id;
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
    const unit = new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'Sandbox' });
    sandbox = (await client.send(unit)).OrganizationalUnit?.Id ?? '';
    const account = async (name: string, unitId: string): Promise<string> => {
      const made = await client.send(new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }));
      const AccountId = made.CreateAccountStatus?.AccountId ?? '';
      if (unitId !== root)
        await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unitId }));
      return AccountId;
    };
    shop = await account('shop', root);
    await account('trial', sandbox);
    await s3().send(new CreateBucketCommand({ Bucket: BUCKET }));
    await config('eu-west-1').send(
      new PutOrganizationConformancePackCommand({
        OrganizationConformancePackName: 'theirs',
        TemplateS3Uri: `s3://${BUCKET}/theirs.yaml`,
        ConformancePackInputParameters: [{ ParameterName: 'Days', ParameterValue: '90' }],
      }),
    );
  });
  after(() => moto?.stop());

  it('are read with those of somebody else', async () => {
    const { value } = await port.about();
    assert.equal(value?.endpoint, moto.endpoint);
    const { configuration } = await read(port);
    assert.deepEqual(configuration, {
      conformancePacks: [
        {
          region: 'eu-west-1',
          name: 'theirs',
          parameters: { Days: '90' },
          excludedAccounts: [],
          deliveryBucket: null,
          status: 'CREATE_SUCCESSFUL',
          problem: null,
          template: null,
        },
      ],
      rules: [],
      recordings: null,
    });
    assert.deepEqual(await port.conformancePack('us-east-1', 'theirs'), { value: null });
  });

  it('are planned, applied first for a canary, and then nothing is left to plan', async () => {
    const changes = await planned('first');
    assert.deepEqual([...new Set(changes.map(({ wave }) => wave))], ['canary', 'everywhere']);
    await applied(changes, 'run-1');
    const after = await read(port);
    assert.deepEqual(digests(after), digestOf('first'));
    assert.ok(after.trustedServices?.includes(CONFIG_SERVICE));
    assert.deepEqual(await planned('first'), []);
    const pack = await described('eu-west-1', 'ringfence-ecs');
    assert.deepEqual([pack.ExcludedAccounts, pack.DeliveryS3Bucket], [[shop], BUCKET]);
    assert.deepEqual((await port.conformancePackFailures('eu-west-1', 'ringfence-ecs')).value, []);
  });

  it('have their templates in the bucket, byte for byte', async () => {
    const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: BUCKET }));
    const [pack] = wanted('first');
    const template = pack?.template ?? '';
    const key = `ringfence/ringfence-ecs-${templateDigest(template)}.yaml`;
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      [key],
    );
    const object = await s3().send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    assert.equal(await object.Body?.transformToString(), template);
  });

  it('get a new version in place, and the old one back', async () => {
    const templates = new Map(wanted('first').map(({ template }) => [templateDigest(template), template]));
    const state = await applied(await planned('second'), 'run-2');
    assert.deepEqual(digests(await read(port)), digestOf('second'));
    assert.deepEqual(await planned('second'), []);
    const { configuration } = await read(port);
    const sources = { templates, packs: configuration.conformancePacks, accounts: [shop] };
    await applied(inverseChanges(state, sources).changes, 'run-3');
    assert.deepEqual(digests(await read(port)), digestOf('first'));
    assert.deepEqual(await planned('first'), []);
  });

  it('drift, and are put right', async () => {
    const name = { OrganizationConformancePackName: 'ringfence-ecs' };
    await config('us-east-1').send(new DeleteOrganizationConformancePackCommand(name));
    const changes = await planned('first');
    assert.ok(changes.length > 0 && changes.every(({ region }) => region === 'us-east-1'));
    await applied(changes, 'run-4');
    assert.deepEqual(await planned('first'), []);
  });

  it('are destroyed but for what others own', async () => {
    const before = await described('eu-west-1', 'theirs');
    await applied(packChanges(await read(port), []), 'run-5');
    const { configuration } = await read(port);
    assert.deepEqual(
      configuration.conformancePacks.map(({ region, name }) => [region, name]),
      [['eu-west-1', 'theirs']],
    );
    assert.deepEqual(await described('eu-west-1', 'theirs'), before);
    const again = {
      operation: 'DeleteOrganizationConformancePack',
      region: 'eu-west-1',
      name: 'ringfence-ecs',
    } as const;
    assert.equal((await port.change(again)).error?.kind, 'done-already');
  });

  it('are not deployed from another account than the delegated administrator', async () => {
    const other = await openAwsOrganization(null, { ...ACCESS, delegatedAdministrator: shop }, clock);
    assert.match((await other.read()).error?.message ?? '', new RegExp(`is ${shop}, and the caller is of \\d{12}`));
    const role = 'arn:aws:iam::123456789012:role/ringfence-deploy';
    const assumed = await openAwsOrganization(role, { ...ACCESS, delegatedAdministrator: shop }, clock);
    // The account of its own sees nothing of what the management account has deployed.
    assert.deepEqual((await assumed.conformancePack('eu-west-1', 'theirs')).value, null);
    assert.equal((await port.conformancePack('eu-west-1', 'theirs')).value?.name, 'theirs');
  });
});
