import assert from 'node:assert/strict';
import {
  DeleteOrganizationConformancePackCommand,
  DescribeOrganizationConfigRulesCommand,
  DescribeOrganizationConformancePackStatusesCommand,
  DescribeOrganizationConformancePacksCommand,
  GetOrganizationConformancePackDetailedStatusCommand,
  PutOrganizationConformancePackCommand,
} from '@aws-sdk/client-config-service';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { organizationWith } from '../organization/plan/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { exception, recordedConfig, recordedOrganization } from './support.js';

const LastUpdateTime = new Date('2026-11-25T06:00:00Z');
const described = (name: string) => ({
  OrganizationConformancePackName: name,
  OrganizationConformancePackArn: `arn:aws:config:eu-west-1:111111111111:organization-conformance-pack/${name}-abc`,
  LastUpdateTime,
});

type Recorded = ReturnType<typeof recordedConfig>;

/** Two packs in eu-west-1, page by page with empty pages between, and a rule; us-east-1 has nothing. */
function answering({ config, other }: Recorded): void {
  config
    .on(DescribeOrganizationConformancePackStatusesCommand)
    .resolvesOnce({ OrganizationConformancePackStatuses: [], NextToken: '1' })
    .resolvesOnce({
      OrganizationConformancePackStatuses: [
        { OrganizationConformancePackName: 'ringfence-a', Status: 'UPDATE_SUCCESSFUL' },
      ],
      NextToken: '2',
    })
    .resolvesOnce({
      OrganizationConformancePackStatuses: [
        {
          OrganizationConformancePackName: 'theirs',
          Status: 'CREATE_FAILED',
          ErrorCode: 'NoRecorder',
          ErrorMessage: 'there is none',
        },
      ],
    });
  config
    .on(DescribeOrganizationConformancePacksCommand)
    .resolvesOnce({ OrganizationConformancePacks: [], NextToken: '1' })
    .resolvesOnce({
      OrganizationConformancePacks: [
        {
          ...described('ringfence-a'),
          ConformancePackInputParameters: [{ ParameterName: 'RingfenceDigest', ParameterValue: 'abc' }],
          ExcludedAccounts: ['333333333333', '222222222222'],
          DeliveryS3Bucket: 'awsconfigconforms-x',
        },
        // AWS answers with an empty text where no bucket was given.
        { ...described('theirs'), DeliveryS3Bucket: '' },
      ],
    });
  config
    .on(DescribeOrganizationConfigRulesCommand)
    .resolves({ OrganizationConfigRules: [{ ...ruleNamed('their-rule') }] });
  other.on(DescribeOrganizationConformancePackStatusesCommand).resolves({ OrganizationConformancePackStatuses: [] });
  other.on(DescribeOrganizationConformancePacksCommand).resolves({ OrganizationConformancePacks: [] });
  other.on(DescribeOrganizationConfigRulesCommand).resolves({ OrganizationConfigRules: [] });
}

const ruleNamed = (OrganizationConfigRuleName: string) => ({
  OrganizationConfigRuleName,
  OrganizationConfigRuleArn: 'arn:aws:config:eu-west-1:111111111111:organization-config-rule/x',
});

describe('conformance packs are read', () => {
  it('in every region, page by page, with empty pages between, in a few requests', async () => {
    const recorded = recordedConfig();
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    answering(recorded);
    const { value, error } = await recorded.port.read();
    assert.equal(error, undefined);
    assert.deepEqual(value?.organization.configuration, {
      conformancePacks: [
        {
          region: 'eu-west-1',
          name: 'ringfence-a',
          parameters: { RingfenceDigest: 'abc' },
          excludedAccounts: ['222222222222', '333333333333'],
          deliveryBucket: 'awsconfigconforms-x',
          status: 'UPDATE_SUCCESSFUL',
          problem: null,
          template: null,
        },
        {
          region: 'eu-west-1',
          name: 'theirs',
          parameters: {},
          excludedAccounts: [],
          deliveryBucket: null,
          status: 'CREATE_FAILED',
          problem: 'NoRecorder: there is none',
          template: null,
        },
      ],
      rules: [{ region: 'eu-west-1', name: 'their-rule' }],
      recordings: null,
    });
    assert.deepEqual([recorded.config.calls().length, recorded.other.calls().length], [6, 3]);
    assert.equal(value?.apiCalls, recorded.organizations.calls().length + 9);
  });

  it('not where AWS Config is not configured', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    const { value } = await port.read();
    assert.deepEqual(value?.organization.configuration, { conformancePacks: [], rules: [], recordings: null });
    const { error } = await port.conformancePack('eu-west-1', 'ringfence-a');
    assert.match(error?.message ?? '', /set `organization\.config\.regions`/);
  });

  it('not where one came meanwhile: another try may succeed', async () => {
    const recorded = recordedConfig();
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    answering(recorded);
    recorded.other
      .on(DescribeOrganizationConformancePacksCommand)
      .resolves({ OrganizationConformancePacks: [described('new')] });
    const { error } = await recorded.port.read();
    assert.deepEqual([error?.kind, /`new` in us-east-1/.test(error?.message ?? '')], ['retryable', true]);
  });

  it('by name; null where there is none', async () => {
    const { port, config } = recordedConfig();
    const names = { OrganizationConformancePackNames: ['ringfence-a'] };
    config.on(DescribeOrganizationConformancePackStatusesCommand, names).resolves({
      OrganizationConformancePackStatuses: [
        { OrganizationConformancePackName: 'ringfence-a', Status: 'CREATE_IN_PROGRESS' },
      ],
    });
    config
      .on(DescribeOrganizationConformancePacksCommand, names)
      .resolves({ OrganizationConformancePacks: [described('ringfence-a')] });
    assert.equal((await port.conformancePack('eu-west-1', 'ringfence-a')).value?.status, 'CREATE_IN_PROGRESS');
    config
      .on(DescribeOrganizationConformancePackStatusesCommand, { OrganizationConformancePackNames: ['none'] })
      .rejects(exception('NoSuchOrganizationConformancePackException'));
    assert.deepEqual(await port.conformancePack('eu-west-1', 'none'), { value: null });
  });

  it('with the accounts in which they failed', async () => {
    const { port, config } = recordedConfig();
    const status = (AccountId: string, Status: 'CREATE_SUCCESSFUL' | 'UPDATE_FAILED', ErrorMessage?: string) => ({
      AccountId,
      ConformancePackName: 'OrgConformsPack-x',
      Status,
      ErrorMessage,
    });
    config
      .on(GetOrganizationConformancePackDetailedStatusCommand)
      .resolvesOnce({ NextToken: '1' })
      .resolvesOnce({
        OrganizationConformancePackDetailedStatuses: [status('222222222222', 'CREATE_SUCCESSFUL')],
        NextToken: '2',
      })
      .resolves({
        OrganizationConformancePackDetailedStatuses: [
          status('333333333333', 'UPDATE_FAILED', 'no recorder'),
          status('444444444444', 'UPDATE_FAILED'),
        ],
      });
    assert.deepEqual((await port.conformancePackFailures('eu-west-1', 'ringfence-a')).value, [
      { account: '333333333333', message: 'no recorder' },
      { account: '444444444444', message: 'UPDATE_FAILED' },
    ]);
    assert.equal(config.calls().length, 3);
  });

  const BROKEN: readonly (readonly [string, object, RegExp])[] = [
    ['without a name', { OrganizationConformancePackStatuses: [{ Status: 'CREATE_FAILED' }] }, /no `Organization/],
    [
      'in a status that is not known',
      { OrganizationConformancePackStatuses: [{ OrganizationConformancePackName: 'x', Status: 'ODD' }] },
      /`x` has no status that is known/,
    ],
    ['on a page that refers to itself', { NextToken: 'again' }, /refers to itself/],
  ];
  for (const [what, answer, message] of BROKEN) {
    it(`not ${what}`, async () => {
      const { port, config } = recordedConfig();
      config.on(DescribeOrganizationConformancePackStatusesCommand).callsFake(async () => answer);
      const { error } = await port.conformancePack('eu-west-1', 'x');
      assert.equal(error?.kind, 'unexpected');
      assert.match(error?.message ?? '', message);
    });
  }
});

const put = {
  operation: 'PutOrganizationConformancePack',
  region: 'eu-west-1',
  name: 'ringfence-a',
  template: 'abc',
  parameters: { RingfenceDigest: 'digest', MinimumSubnets: '2' },
  excludedAccounts: ['222222222222'],
  deliveryBucket: null,
} as const;
const remove = { operation: 'DeleteOrganizationConformancePack', region: 'us-east-1', name: 'ringfence-a' } as const;

/** What is sent of `put`, wherever its template is. */
const PUT = {
  OrganizationConformancePackName: 'ringfence-a',
  ConformancePackInputParameters: [
    { ParameterName: 'RingfenceDigest', ParameterValue: 'digest' },
    { ParameterName: 'MinimumSubnets', ParameterValue: '2' },
  ],
  ExcludedAccounts: ['222222222222'],
};

describe('a conformance pack is put', () => {
  it('with its template', async () => {
    const { port, config, other, s3 } = recordedConfig();
    config.on(PutOrganizationConformancePackCommand).resolves({});
    assert.deepEqual(await port.change(put), { value: null });
    assert.deepEqual(
      config.calls().map(({ args: [{ input }] }) => input),
      [{ ...PUT, TemplateBody: 'abc' }],
    );
    assert.deepEqual([other.calls(), s3.calls()], [[], []]);
  });

  it('with its template in the bucket, named by its SHA-256', async () => {
    const { port, config, s3 } = recordedConfig();
    config.on(PutOrganizationConformancePackCommand).resolves({});
    s3.on(PutObjectCommand).resolves({});
    assert.deepEqual(await port.change({ ...put, deliveryBucket: 'awsconfigconforms-x' }), { value: null });
    // Source: FIPS 180-2, the example "abc".
    const key = 'ringfence/ringfence-a-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.yaml';
    assert.deepEqual(
      s3.calls().map(({ args: [{ input }] }) => input),
      [{ Bucket: 'awsconfigconforms-x', Key: key, Body: 'abc' }],
    );
    assert.deepEqual(
      config.calls().map(({ args: [{ input }] }) => input),
      [{ ...PUT, TemplateS3Uri: `s3://awsconfigconforms-x/${key}`, DeliveryS3Bucket: 'awsconfigconforms-x' }],
    );
  });

  it('not, where its template cannot be laid there', async () => {
    const { port, config, s3 } = recordedConfig();
    s3.on(PutObjectCommand).rejects(exception('AccessDenied'));
    const { error } = await port.change({ ...put, deliveryBucket: 'awsconfigconforms-x' });
    assert.equal(error?.kind, 'denied');
    assert.match(error?.message ?? '', /^`s3:PutObject` is not allowed/);
    s3.on(PutObjectCommand).rejects(exception('NoSuchBucket'));
    const missing = await port.change({ ...put, deliveryBucket: 'awsconfigconforms-x' });
    assert.deepEqual(missing.error?.kind, 'not-found');
    assert.match(missing.error?.message ?? '', /create the bucket/);
    assert.equal(config.calls().length, 0);
  });

  it('and deleted, in its region', async () => {
    const { port, config, other } = recordedConfig();
    other.on(DeleteOrganizationConformancePackCommand).resolves({});
    assert.deepEqual(await port.change(remove), { value: null });
    assert.deepEqual(
      other.calls().map(({ args: [{ input }] }) => input),
      [{ OrganizationConformancePackName: 'ringfence-a' }],
    );
    assert.equal(config.calls().length, 0);
  });

  it('not from another account than the one that is the delegated administrator', async () => {
    const { port, config } = recordedConfig({ delegatedAdministrator: '222222222222' });
    const { error } = await port.change(put);
    assert.equal(error?.kind, 'not-possible');
    assert.match(error?.message ?? '', /is 222222222222, and the caller is of 111111111111: use credentials of/);
    assert.equal(config.calls().length, 0);
    const same = recordedConfig({ delegatedAdministrator: '111111111111' });
    same.config.on(PutOrganizationConformancePackCommand).resolves({});
    assert.deepEqual(await same.port.change(put), { value: null });
  });
});
