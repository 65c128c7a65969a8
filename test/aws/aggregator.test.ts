import assert from 'node:assert/strict';
import {
  type ComplianceType,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeOrganizationConfigRulesCommand,
  DescribeOrganizationConformancePackStatusesCommand,
  DescribeOrganizationConformancePacksCommand,
  SelectAggregateResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { organizationWith, SHOP } from '../organization/plan/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { exception, recordedConfig } from './support.js';

const aggregator = { name: 'everything', region: 'us-east-1' };

const rule = (
  AccountId: string,
  ConfigRuleName: string,
  ComplianceType: ComplianceType,
  ComplianceContributorCount?: { CappedCount: number; CapExceeded: boolean },
) => ({
  AccountId,
  ConfigRuleName,
  AwsRegion: 'eu-west-1',
  Compliance: { ComplianceType, ComplianceContributorCount },
});

const A = '222222222222';
const B = '333333333333';

/** Every rule of eu-west-1, with empty pages between; nothing of us-east-1. */
function answeringRules({ other }: ReturnType<typeof recordedConfig>): void {
  other
    .on(DescribeAggregateComplianceByConfigRulesCommand, { Filters: { AwsRegion: 'eu-west-1' } })
    .resolvesOnce({ AggregateComplianceByConfigRules: [], NextToken: '1' })
    .resolvesOnce({
      AggregateComplianceByConfigRules: [
        rule(A, 'service-no-public-ip-conformance-pack-a1', 'NON_COMPLIANT', { CappedCount: 3, CapExceeded: false }),
        rule(A, 'container-not-privileged-conformance-pack-a1', 'COMPLIANT'),
      ],
      NextToken: '2',
    })
    .resolvesOnce({ NextToken: '3' })
    .resolves({
      AggregateComplianceByConfigRules: [
        rule(A, 'their-rule', 'NON_COMPLIANT', { CappedCount: 100, CapExceeded: true }),
        rule(A, 'x-conformance-pack-b2', 'INSUFFICIENT_DATA'),
      ],
    });
  other.on(DescribeAggregateComplianceByConfigRulesCommand, { Filters: { AwsRegion: 'us-east-1' } }).resolves({});
}

const recorder = (accountId: string, configuration: object, more: object = {}) =>
  JSON.stringify({ accountId, awsRegion: 'eu-west-1', configuration, configurationItemStatus: 'OK', ...more });
const recording = (RecordingGroup: object) => ({ Name: 'default', Recording: true, RecordingGroup });

describe('an aggregator', () => {
  it('tells what rules come to, page by page, in each region', async () => {
    const recorded = recordedConfig({ aggregator });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    answeringRules(recorded);
    const { value, error } = await recorded.port.compliance();
    assert.equal(error, undefined);
    const eu = { region: 'eu-west-1', account: A };
    assert.deepEqual(value?.rules, [
      {
        ...eu,
        rule: 'service-no-public-ip-conformance-pack-a1',
        compliance: 'NON_COMPLIANT',
        nonCompliant: { count: 3, orMore: false },
      },
      {
        ...eu,
        rule: 'container-not-privileged-conformance-pack-a1',
        compliance: 'COMPLIANT',
        nonCompliant: { count: 0, orMore: false },
      },
      { ...eu, rule: 'their-rule', compliance: 'NON_COMPLIANT', nonCompliant: { count: 100, orMore: true } },
      { ...eu, rule: 'x-conformance-pack-b2', compliance: 'INSUFFICIENT_DATA', nonCompliant: null },
    ]);
    const [workloads] = value?.root.units ?? [];
    assert.ok(workloads?.accounts.some(({ id }) => id === SHOP));
    // Of the policies nothing is read.
    const sent = new Set(recorded.organizations.calls().map(({ args: [command] }) => command.constructor.name));
    assert.deepEqual([...sent].toSorted(), [
      'ListAccountsForParentCommand',
      'ListOrganizationalUnitsForParentCommand',
      'ListRootsCommand',
    ]);
    assert.equal(recorded.other.calls().length, 5);
    assert.equal(value?.apiCalls, recorded.organizations.calls().length + 5);
    assert.equal(recorded.config.calls().length, 0);
  });

  it('is none where none is configured', async () => {
    const recorded = recordedConfig();
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    assert.equal((await recorded.port.compliance()).value?.rules, null);
  });

  it('that is not there is named', async () => {
    const recorded = recordedConfig({ aggregator });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    recorded.other.rejects(exception('NoSuchConfigurationAggregatorException'));
    const { error } = await recorded.port.compliance();
    assert.equal(error?.kind, 'not-found');
    assert.match(error?.message ?? '', /`organization\.config\.aggregator`/);
  });

  it('that throttles is asked again', async () => {
    const recorded = recordedConfig({ aggregator });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    recorded.other.rejectsOnce(exception('ThrottlingException')).resolves({});
    assert.deepEqual((await recorded.port.compliance()).value?.rules, []);
    assert.equal(recorded.other.calls().length, 3);
  });

  it('tells what is recorded, and how many rules and packs there are at least', async () => {
    const recorded = recordedConfig({ aggregator });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    for (const one of [recorded.config, recorded.other]) {
      one.on(DescribeOrganizationConformancePackStatusesCommand).resolves({});
      one.on(DescribeOrganizationConformancePacksCommand).resolves({});
      one.on(DescribeOrganizationConfigRulesCommand).resolves({});
    }
    answeringRules(recorded);
    recorded.other
      .on(SelectAggregateResourceConfigCommand)
      .resolvesOnce({ Results: [], NextToken: '1' })
      .resolves({
        Results: [
          recorder(A, recording({ AllSupported: true })),
          recorder(B, recording({ AllSupported: false, ResourceTypes: ['AWS::ECS::Service', 'AWS::ECR::Repository'] })),
          recorder('444444444444', { Name: 'default', Recording: false, RecordingGroup: { AllSupported: true } }),
          // Of a service, deleted, of another region, and one that does not tell: nothing is known.
          recorder('555555555555', { ...recording({ AllSupported: true }), Name: 'AWSConfigurationRecorderForX' }),
          recorder('555555555555', recording({ AllSupported: true }), { configurationItemStatus: 'ResourceDeleted' }),
          recorder('555555555555', recording({ AllSupported: true }), { awsRegion: 'eu-north-1' }),
          recorder('555555555555', { Name: 'default', Recording: true }),
        ],
      });
    const { value, error } = await recorded.port.read();
    assert.equal(error, undefined);
    assert.deepEqual(value?.organization.configuration.recordings, [
      { account: A, region: 'eu-west-1', recorded: 'all', packs: 2, rules: 4 },
      {
        account: B,
        region: 'eu-west-1',
        recorded: ['AWS::ECR::Repository', 'AWS::ECS::Service'],
        packs: 0,
        rules: 0,
      },
      { account: '444444444444', region: 'eu-west-1', recorded: null, packs: 0, rules: 0 },
    ]);
    const [
      {
        args: [{ input }],
      } = assert.fail('nothing sent'),
    ] = recorded.other.commandCalls(SelectAggregateResourceConfigCommand);
    assert.match(input.Expression ?? '', /WHERE resourceType = 'AWS::Config::ConfigurationRecorder'$/);
    assert.equal(input.ConfigurationAggregatorName, 'everything');
  });

  it('tells what is recorded where some types are not', async () => {
    const recorded = recordedConfig({ aggregator, regions: ['eu-west-1'] });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    recorded.config.resolves({});
    recorded.other.on(DescribeAggregateComplianceByConfigRulesCommand).resolves({});
    const group = {
      AllSupported: false,
      RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      ExclusionByResourceTypes: { ResourceTypes: ['AWS::ECS::Service', 'AWS::S3::Bucket'] },
    };
    recorded.other.on(SelectAggregateResourceConfigCommand).resolves({ Results: [recorder(A, recording(group))] });
    const [first] = (await recorded.port.read()).value?.organization.configuration.recordings ?? [];
    assert.ok(Array.isArray(first?.recorded));
    assert.ok(first.recorded.includes('AWS::ECS::TaskDefinition') && !first.recorded.includes('AWS::ECS::Service'));
  });

  it('that answers no JSON is not believed', async () => {
    const recorded = recordedConfig({ aggregator });
    answerAs(recorded.organizations, memoryOrganization(organizationWith()));
    recorded.config.resolves({});
    recorded.other
      .resolves({})
      .on(SelectAggregateResourceConfigCommand)
      .resolves({ Results: ['{'] });
    assert.equal((await recorded.port.read()).error?.kind, 'unexpected');
  });
});
