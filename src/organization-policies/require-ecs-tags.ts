import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

/** Not RunTask, CreateTaskSet, RegisterContainerInstance: that would break schedules, CodeDeploy and joining instances. */
const CREATE = actions(
  'ecs',
  'CreateCluster CreateService CreateCapacityProvider CreateDaemon CreateExpressGatewayService',
);

/** Sids are letters and digits. */
const sidPart = (tag: string): string =>
  tag.replace(/[^A-Za-z0-9]+/g, ' ').replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());

export default organizationPolicy({
  id: 'require-ecs-tags',
  practice: '5.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'ECS resources carry the tags that are agreed',
  why: 'What carries no tag has no owner, no cost centre, and no policy that goes by tags.',
  remedy: 'Give the tags when the resource is created.',
  needs: ['requiredTags'],
  statements: ({ shared, exemptions }) => [
    // A statement for each tag: keys under one operator would all have to be missing.
    ...shared.requiredTags.map((tag, index) =>
      deny(`RequireEcsTags${index + 1}${sidPart(tag)}`, {
        actions: CREATE,
        condition: { Null: { [`aws:RequestTag/${tag}`]: 'true' } },
        exemptions,
      }),
    ),
    deny('RequireEcsTagsKept', {
      actions: ['ecs:UntagResource'],
      condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': shared.requiredTags } },
      exemptions,
    }),
  ],
  properties: ({ shared, exemptions }) => [
    ...shared.requiredTags.map((tag) => ({
      name: `nothing without the tag ${tag}`,
      property: 'denied' as const,
      actions: CREATE,
      context: { [`aws:RequestTag/${tag}`]: null },
      except: { principals: exemptions },
    })),
    {
      name: 'required tags stay',
      property: 'denied',
      actions: ['ecs:UntagResource'],
      context: { 'aws:TagKeys': shared.requiredTags },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: actions('ecs', 'RunTask StartTask CreateTaskSet RegisterContainerInstance RegisterTaskDefinition'),
      why: 'They are left out on purpose: schedules, CodeDeploy and instances that join would stop.',
      coveredBy: ['ecs-tag-policy', 'service-tags-propagated'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html'],
  examples: [
    {
      name: 'without one of two tags',
      expect: 'deny',
      action: 'ecs:CreateCluster',
      context: { 'aws:RequestTag/team': 'shop', 'aws:TagKeys': ['team'] },
    },
    {
      name: 'with both',
      expect: 'allow',
      action: 'ecs:CreateCluster',
      context: { 'aws:RequestTag/team': 'shop', 'aws:RequestTag/service': 'web' },
    },
    {
      name: 'one is taken away',
      expect: 'deny',
      action: 'ecs:UntagResource',
      context: { 'aws:TagKeys': ['team', 'other'] },
    },
    { name: 'a task is run', expect: 'allow', action: 'ecs:RunTask' },
  ],
});
