import { organizationPolicy } from './define.js';

export default organizationPolicy({
  id: 'inspector-organization',
  practice: '3.3',
  kind: 'INSPECTOR_POLICY',
  title: 'Inspector scans images in the chosen regions',
  why: 'Images get old while they lie there: only continuous scanning finds what became known later.',
  remedy: 'The delegated administrator of Inspector has it on; nothing is to be done in an account.',
  needs: ['regions'],
  content: ({ shared }) => ({
    inspector: {
      enablement: {
        ecr_scanning: {
          enable_in_regions: { '@@assign': shared.regions },
          disable_in_regions: { '@@assign': [] },
        },
      },
    },
  }),
  gaps: [
    {
      actions: [],
      why: 'It turns scanning on; what is done about a finding is decided elsewhere. Accounts keep scanning when the policy is detached.',
      coveredBy: ['image-scan-no-severe-findings', 'protect-image-registry'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html (both lists are required for each type of scan, and may be empty)',
  ],
});
