import { organizationPolicy } from './define.js';
import { GLOBAL_ACTIONS, GLOBAL_ACTIONS_DATE } from './regions.js';
import { deny, list, texts } from './statements.js';

export default organizationPolicy({
  id: 'deny-all-outside-regions',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Everything but global services is used in chosen regions alone',
  why: 'What runs in a region that nobody watches escapes detection, logging and cost control.',
  remedy: 'Work in one of the regions that the organization has chosen, or ask for another.',
  needs: ['regions'],
  parameters: {
    globalActions: texts(
      `Further actions that are allowed everywhere, besides those of AWS Control Tower's list of ${GLOBAL_ACTIONS_DATE}`,
      [],
    ),
  },
  statements: ({ shared, own, exemptions }) => [
    deny('DenyAllOutsideRegions', {
      notActions: [...GLOBAL_ACTIONS, ...list(own['globalActions'])],
      condition: { StringNotEquals: { 'aws:RequestedRegion': shared.regions } },
      exemptions,
    }),
  ],
  properties: ({ shared, own, exemptions }) => [
    {
      name: 'nothing but global services outside the regions',
      property: 'denied',
      except: {
        regions: shared.regions,
        principals: exemptions,
        actions: [...GLOBAL_ACTIONS, ...list(own['globalActions'])],
      },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'aws:RequestedRegion is the endpoint that is called, not where the effect is: `s3:CreateBucket` in one region may place a bucket in another, and cross-region inference of Bedrock uses `unspecified`.',
      coveredBy: [],
    },
    {
      actions: ['pricingplanmanager:*'],
      why: "Control Tower's list lacks the flat-rate plans of CloudFront; add them to `globalActions` where they are used.",
      coveredBy: [],
    },
  ],
  sources: ["The text of AWS Control Tower's GRREGIONDENY, December 2025"],
  examples: [
    { name: 'another region', expect: 'deny', action: 'rds:CreateDBInstance', region: 'us-east-1' },
    { name: 'a chosen region', expect: 'allow', action: 'rds:CreateDBInstance', region: 'eu-central-1' },
    { name: 'a global service', expect: 'allow', action: 'iam:GetRole', region: 'us-east-1' },
    { name: 'ECS', expect: 'deny', action: 'ecs:RunTask', region: 'us-east-1' },
    {
      name: 'Control Tower',
      expect: 'allow',
      action: 'rds:CreateDBInstance',
      region: 'us-east-1',
      principal: 'arn:aws:iam::222222222222:role/AWSControlTowerExecution',
    },
  ],
});
