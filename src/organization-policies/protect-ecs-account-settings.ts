import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import { actions, deny, list, texts } from './statements.js';

const ALL = actions('ecs', 'PutAccountSetting PutAccountSettingDefault DeleteAccountSetting');

export default organizationPolicy({
  id: 'protect-ecs-account-settings',
  practice: '4.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Account settings of ECS stay as the platform has set them',
  why: 'One call turns Container Insights, FIPS mode or authorization of tags off for a whole account.',
  remedy: 'Ask the platform team for another setting.',
  needs: ['settings'],
  parameters: {
    settings: texts('Names of account settings', [
      'containerInsights',
      'tagResourceAuthorization',
      'fargateFIPSMode',
      'defaultLogDriverMode',
      'awsvpcTrunking',
      'fargateTaskRetirementWaitPeriod',
    ]),
  },
  statements: (inputs) => [
    deny('ProtectEcsAccountSettings', {
      actions: ALL,
      condition: { StringEquals: { 'ecs:account-setting': list(inputs.own['settings']) } },
      exemptions: platformToo(inputs),
    }),
  ],
  properties: (inputs) => [
    {
      name: 'account settings stay',
      property: 'denied',
      actions: ALL,
      context: { 'ecs:account-setting': list(inputs.own['settings']) },
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: ALL,
      why: 'The key has the name of the setting, not its value: turning it on is denied, too.',
      coveredBy: [],
    },
    {
      actions: actions('ecs', 'CreateCluster UpdateClusterSettings UpdateCluster'),
      why: 'The setting of a cluster goes before that of the account, and carries no key.',
      coveredBy: ['cluster-container-insights', 'protect-clusters'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    {
      name: 'Container Insights',
      expect: 'deny',
      action: 'ecs:PutAccountSetting',
      context: { 'ecs:account-setting': 'containerInsights' },
    },
    {
      name: 'the platform',
      expect: 'allow',
      action: 'ecs:PutAccountSetting',
      context: { 'ecs:account-setting': 'containerInsights' },
      principal: 'arn:aws:iam::222222222222:role/platform-base',
    },
    {
      name: 'another setting',
      expect: 'allow',
      action: 'ecs:PutAccountSetting',
      context: { 'ecs:account-setting': 'serviceLongArnFormat' },
    },
  ],
});
