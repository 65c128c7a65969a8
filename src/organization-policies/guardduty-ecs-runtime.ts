import { organizationPolicy } from './define.js';

const enabled = { status: { '@@assign': 'enabled' } };

export default organizationPolicy({
  id: 'guardduty-ecs-runtime',
  practice: '3.4',
  kind: 'GUARDDUTY_POLICY',
  title: 'GuardDuty watches the runtime of ECS tasks in every region',
  why: 'Runtime monitoring sees what a container does, which flow logs and API calls do not show.',
  remedy: 'The delegated administrator of GuardDuty has it on; nothing is to be done in an account.',
  content: () => ({
    guardduty: {
      enablement: {
        default: {
          foundational: enabled,
          runtime_monitoring: { ...enabled, additional_configuration: { ecs_fargate_agent_management: enabled } },
        },
      },
    },
  }),
  gaps: [
    {
      actions: [],
      why: 'Managed Instances and Windows have no agent; clusters with the tag GuardDutyManaged=false are left out.',
      coveredBy: ['protect-guardduty', 'guardduty-runtime-monitoring'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html'],
});
