import { all, any, equals, every, item, not, oneOf, parameterIs, property, says, some } from '../language/builders.js';
import { control } from './control.js';

const settings = property('ClusterSettings');
const isContainerInsights = equals(item('Name'), 'containerInsights');

export default control({
  id: 'cluster-container-insights',
  practice: '4.1',
  severity: 'medium',
  profile: 'essential',
  title: 'Clusters have Container Insights on',
  why: 'Without it there are no metrics of tasks and containers, so a leak, a crash loop or a starved task is seen first by its users.',
  remedy: 'Add to ClusterSettings: Name containerInsights, Value enabled (or enhanced for metrics of single tasks).',
  mappings: {
    securityHub: ['ECS.12'],
    controlTower: ['CT.ECS.PR.2'],
    checkov: ['CKV_AWS_65'],
    trivy: ['AVD-AWS-0034'],
    config: ['ecs-container-insights-enabled'],
  },
  parameters: {
    accountContainerInsights: {
      type: 'text',
      default: 'disabled',
      allowed: ['disabled', 'enabled', 'enhanced'],
      description: 'The account setting containerInsights, which a cluster that does not say inherits.',
    },
  },
  applies: ['AWS::ECS::Cluster'],
  holds: all(
    every(
      settings,
      any(
        says('containerInsights is {value}', oneOf(item('Value'), ['enabled', 'enhanced'])),
        not(isContainerInsights),
      ),
    ),
    any(
      says(
        'containerInsights is not set, and the account setting is taken as disabled',
        some(settings, isContainerInsights),
      ),
      parameterIs('accountContainerInsights', 'enabled'),
      parameterIs('accountContainerInsights', 'enhanced'),
    ),
  ),
  prevention: ['protect-ecs-account-settings'],
  decisions:
    'A cluster that does not say inherits the account setting. A template does not know it, so the organization says it by a parameter; its default is the default of AWS, disabled.',
  config: {
    guard: ['AWS::ECS::Cluster'],
    why: 'ECS_CONTAINER_INSIGHTS_ENABLED has no parameter for what a cluster inherits, and AWS does not say whether it takes enhanced.',
  },
  blindSpots: {
    check: 'The cluster named default, which ECS makes by itself, is in no template.',
    organizationPolicy:
      'The key ecs:account-setting names the setting, not its value, and no key has the setting of a cluster.',
  },
  examples: [
    {
      name: 'disabled',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: disabled
`,
    },
    {
      name: 'not set',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: web
`,
    },
    {
      name: 'no properties at all',
      verdict: 'fail',
      line: 2,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
`,
    },
    {
      name: 'not set, in an account that enables it',
      verdict: 'pass',
      set: { accountContainerInsights: 'enhanced' },
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: web
`,
    },
    {
      name: 'disabled against the account setting',
      verdict: 'fail',
      set: { accountContainerInsights: 'enabled' },
      line: 7,
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: disabled
`,
    },
    {
      name: 'enabled',
      verdict: 'pass',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
`,
    },
    {
      name: 'enhanced',
      verdict: 'pass',
      cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enhanced
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 10,
      cloudformation: `Parameters:
  Insights:
    Type: String
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: !Ref Insights
`,
    },
    {
      name: 'Terraform, disabled',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_cluster',
          name: 'web',
          values: { name: 'web', setting: [{ name: 'containerInsights', value: 'disabled' }] },
        },
      ],
    },
    {
      name: 'Terraform, enabled',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_cluster',
          name: 'web',
          values: { name: 'web', setting: [{ name: 'containerInsights', value: 'enabled' }] },
        },
      ],
    },
    {
      name: 'Terraform, settings known after apply',
      verdict: 'unknown',
      terraform: [{ type: 'aws_ecs_cluster', name: 'web', values: { name: 'web' }, unknown: { setting: true } }],
    },
  ],
});
