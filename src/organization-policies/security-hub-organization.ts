import { organizationPolicy } from './define.js';

export default organizationPolicy({
  id: 'security-hub-organization',
  practice: '3.4',
  kind: 'SECURITYHUB_POLICY',
  title: 'Security Hub is on in the chosen regions',
  why: 'Findings of all services in one place are findings that somebody reads.',
  remedy: 'The delegated administrator of Security Hub has it on; nothing is to be done in an account.',
  needs: ['regions'],
  content: ({ shared }) => ({
    securityhub: {
      enable_in_regions: { '@@assign': shared.regions },
      disable_in_regions: { '@@assign': [] },
    },
  }),
  gaps: [
    {
      actions: [],
      why: 'Security Hub CSPM, which the standards and controls belong to, is a type of policy of its own (SECURITYHUB_CSPM_POLICY). Of its syntax no more than `cspm_enablement` is known to ringfence, so none is written: turn it on by the configuration policies of its delegated administrator.',
      coveredBy: ['security-hub-enabled', 'protect-security-hub'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html (both lists are required, and may be empty)',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_cspm_syntax.html',
  ],
});
