import { organizationPolicy } from './define.js';
import { deny, list, texts } from './statements.js';

export default organizationPolicy({
  id: 'deny-ecs-outside-regions',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'ECS is used in chosen regions alone',
  why: 'Clusters in a region that nobody watches escape detection, logging and cost control.',
  remedy: 'Work in one of the regions that the organization has chosen, or ask for another.',
  needs: ['regions'],
  parameters: {
    services: texts('Further services that are kept to the regions: `ecr`, `elasticloadbalancing` …', [], {
      pattern: '^[a-z0-9-]+$',
    }),
  },
  statements: ({ shared, own, exemptions }) => [
    deny('DenyEcsOutsideRegions', {
      actions: ['ecs', ...list(own['services'])].map((service) => `${service}:*`),
      condition: { StringNotEquals: { 'aws:RequestedRegion': shared.regions } },
      exemptions,
    }),
  ],
  properties: ({ shared, own, exemptions }) => [
    {
      name: 'no ECS outside the regions',
      property: 'denied',
      actions: ['ecs', ...list(own['services'])].map((service) => `${service}:*`),
      except: { regions: shared.regions, principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'aws:RequestedRegion is the region of the endpoint that is called; images that are replicated into another region are not ECS calls.',
      coveredBy: ['deny-all-outside-regions'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion',
  ],
  examples: [
    { name: 'another region', expect: 'deny', action: 'ecs:CreateCluster', region: 'us-east-1' },
    { name: 'a chosen region', expect: 'allow', action: 'ecs:CreateCluster', region: 'eu-west-1' },
    { name: 'another service', expect: 'allow', action: 'ecr:CreateRepository', region: 'us-east-1' },
    {
      name: 'another service that is named',
      expect: 'deny',
      action: 'ecr:CreateRepository',
      region: 'us-east-1',
      set: { services: ['ecr'] },
    },
    {
      name: 'break-glass',
      expect: 'allow',
      action: 'ecs:CreateCluster',
      region: 'us-east-1',
      principal: 'arn:aws:iam::222222222222:role/break-glass',
    },
    {
      name: 'a role with a longer name',
      expect: 'deny',
      action: 'ecs:CreateCluster',
      region: 'us-east-1',
      principal: 'arn:aws:iam::222222222222:role/break-glass-not',
    },
  ],
});
