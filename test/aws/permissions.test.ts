import assert from 'node:assert/strict';
import type { ConfigAccess } from '../../src/aws/config-access.js';
import { permissionPolicy } from '../../src/aws/permissions.js';
import { before, plan } from '../organization/apply/sample.js';
import { applyJournal, MemoryJournal, runOf } from '../organization/apply/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { ACCESS, recordedConfig, recordedOrganization } from './support.js';

/** What is sent, as IAM actions. */
const actions = (organizations: ReturnType<typeof recordedOrganization>['organizations']): string[] =>
  [...new Set(organizations.calls().map(({ args: [command] }) => command.constructor.name))].map(
    (name) => `organizations:${name.replace(/Command$/, '')}`,
  );

/** The statements of a policy, as it is printed. */
const statements = (use: 'read' | 'apply', access: ConfigAccess | null = null) =>
  JSON.parse(JSON.stringify(permissionPolicy(use, access))).Statement;

const granted = (use: 'read' | 'apply', access: ConfigAccess | null = null): string[] =>
  statements(use, access)[0].Action;

describe('the smallest policy', () => {
  it('to read is what a reading sends', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(before));
    await port.read();
    assert.deepEqual(granted('read'), actions(organizations).sort());
  });

  it('to apply is what a reading and a run with every kind of change send', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(before));
    const [create] = plan(before);
    assert.ok(create);
    await port.read();
    const journal = new MemoryJournal();
    const trusted = { ...create, action: 'enable', name: 'guardduty.amazonaws.com', policy: null } as const;
    await journal.append(runOf(before, [...plan(before), { ...trusted, wave: 'everywhere' }]));
    assert.equal((await applyJournal(port, journal)).status, 'applied');
    assert.deepEqual(granted('apply'), actions(organizations).sort());
  });
});

const ALL: ConfigAccess = {
  ...ACCESS,
  deliveryBucket: 'awsconfigconforms-x',
  aggregator: { name: 'everything', region: 'eu-west-1' },
};

/** What is sent to AWS Config, as IAM actions. */
const configActions = ({ config, other }: ReturnType<typeof recordedConfig>): string[] =>
  [...new Set([...config.calls(), ...other.calls()].map(({ args: [command] }) => command.constructor.name))].map(
    (name) => `config:${name.replace(/Command$/, '')}`,
  );

describe('the smallest policy where AWS Config is configured', () => {
  const ofConfig = (action: string): boolean => action.startsWith('config:');

  it('to read is what a reading sends', async () => {
    const recorded = recordedConfig({ aggregator: ALL.aggregator });
    answerAs(recorded.organizations, memoryOrganization(before));
    for (const one of [recorded.config, recorded.other]) one.resolves({});
    assert.equal((await recorded.port.read()).error, undefined);
    assert.deepEqual(granted('read', ALL).filter(ofConfig), configActions(recorded).sort());
    assert.equal(statements('read', ALL).length, 1);
  });

  it('to apply is what a reading and every change of packs send, and what AWS does with it', async () => {
    const recorded = recordedConfig({ aggregator: ALL.aggregator });
    answerAs(recorded.organizations, memoryOrganization(before));
    for (const one of [recorded.config, recorded.other]) one.resolves({});
    recorded.s3.resolves({});
    const pack = { region: 'eu-west-1', name: 'ringfence-a' };
    await recorded.port.read();
    await recorded.port.conformancePackFailures(pack.region, pack.name);
    const content = { template: 'abc', parameters: {}, excludedAccounts: [], deliveryBucket: ALL.deliveryBucket };
    await recorded.port.change({ operation: 'PutOrganizationConformancePack', ...pack, ...content });
    await recorded.port.change({ operation: 'DeleteOrganizationConformancePack', ...pack });
    assert.deepEqual(granted('apply', ALL).filter(ofConfig), configActions(recorded).sort());
    assert.deepEqual(statements('apply', ALL).slice(1), [
      {
        Sid: 'RingfenceServiceRole',
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole', 'iam:GetRole'],
        Resource:
          'arn:aws:iam::*:role/aws-service-role/config-multiaccountsetup.amazonaws.com/AWSServiceRoleForConfigMultiAccountSetup',
      },
      {
        Sid: 'RingfenceTemplates',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: 'arn:aws:s3:::awsconfigconforms-x/ringfence/*',
      },
    ]);
  });

  it('has nothing that the configuration has no use for', () => {
    const without = [...granted('read', ACCESS), ...statements('apply', ACCESS).map(({ Sid }: { Sid: string }) => Sid)];
    for (const name of ['config:SelectAggregateResourceConfig', 'RingfenceTemplates'])
      assert.ok(!without.includes(name), name);
    assert.deepEqual(granted('apply').filter(ofConfig), []);
    assert.ok(!granted('read', ACCESS).includes('organizations:ListDelegatedAdministrators'));
    const delegated = { ...ACCESS, delegatedAdministrator: '222222222222' };
    assert.ok(granted('read', delegated).includes('organizations:ListDelegatedAdministrators'));
  });

  it('names the partition of the regions', () => {
    const [, role] = statements('apply', { ...ACCESS, regions: ['cn-north-1'] });
    assert.match(role.Resource, /^arn:aws-cn:iam::/);
  });
});
