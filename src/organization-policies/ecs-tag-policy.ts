import { organizationPolicy } from './define.js';
import { list, texts } from './statements.js';

/** Types for which tag policies can be enforced. Source: Tag policies, supported resources. */
const TYPES = [
  'ecs:cluster',
  'ecs:service',
  'ecs:task-definition',
  'ecs:capacity-provider',
  'ecs:task-set',
  'ecr:repository',
  'elasticfilesystem:file-system',
];

export default organizationPolicy({
  id: 'ecs-tag-policy',
  practice: '5.3',
  kind: 'TAG_POLICY',
  title: 'Tags of ECS resources are spelled in one way',
  why: '`Team`, `team` and `TEAM` are three tags to a report and to a policy.',
  remedy: 'Write the tag as the policy has it.',
  needs: ['requiredTags'],
  parameters: {
    values: texts('`tag=value` for values that a tag may have; a tag that is not named may have any', [], {
      pattern: '^[^=]+=.+$',
    }),
    enforce: {
      type: 'boolean',
      default: false,
      description: 'Refuse operations with another spelling, rather than report them',
    },
  },
  content: ({ shared, own }) => ({
    tags: Object.fromEntries(
      shared.requiredTags.map((tag) => {
        const values = list(own['values']).flatMap((pair) =>
          pair.startsWith(`${tag}=`) ? [pair.slice(tag.length + 1)] : [],
        );
        return [
          tag,
          {
            tag_key: { '@@assign': tag },
            ...(values.length > 0 && { tag_value: { '@@assign': values } }),
            ...(own['enforce'] === true && { enforced_for: { '@@assign': TYPES } }),
          },
        ];
      }),
    ),
  }),
  gaps: [
    { actions: [], why: 'A resource without any tag complies with a tag policy.', coveredBy: ['require-ecs-tags'] },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html',
  ],
});
