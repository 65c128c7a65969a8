import { protection } from './protected.js';

export default protection({
  id: 'deny-leave-organization',
  practice: '6.3',
  title: 'Accounts stay in the organization',
  why: 'An account that leaves leaves every guardrail behind.',
  remedy: 'The management account removes accounts.',
  actions: ['organizations:LeaveOrganization'],
  gaps: [],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
  ],
  examples: [
    { name: 'an account leaves', expect: 'deny', action: 'organizations:LeaveOrganization', region: 'us-east-1' },
    {
      name: 'the organization is described',
      expect: 'allow',
      action: 'organizations:DescribeOrganization',
      region: 'us-east-1',
    },
  ],
});
