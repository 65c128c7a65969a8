import { organizationPolicy } from './define.js';
import { list, texts } from './statements.js';

const assign = (value: string | readonly string[]) => ({ '@@assign': value });

export default organizationPolicy({
  id: 'container-instance-defaults',
  practice: '3.3',
  kind: 'DECLARATIVE_POLICY_EC2',
  title: 'EC2 instances start with safe defaults',
  why: 'What an account leaves open, every container instance in it inherits.',
  remedy: 'Use images of the allowed providers, and version 2 of the instance metadata service.',
  parameters: {
    imageState: {
      type: 'text',
      default: 'audit_mode',
      allowed: ['disabled', 'audit_mode', 'enabled'],
      description: 'Allowed images: look first, then enforce',
    },
    goldenImageAccounts: texts('Accounts whose images are allowed, besides those of Amazon', [], {
      pattern: '^[0-9]{12}$',
    }),
  },
  // The hop limit stays as it is (-1): tasks in bridge mode need two hops.
  content: ({ own }) => ({
    ec2_attributes: {
      instance_metadata_defaults: {
        http_tokens: assign('required'),
        http_put_response_hop_limit: assign('-1'),
      },
      allowed_images_settings: {
        state: assign(String(own['imageState'])),
        image_criteria: {
          criteria_1: { allowed_image_providers: assign(['amazon', ...list(own['goldenImageAccounts'])]) },
        },
      },
      image_block_public_access: { state: assign('block_new_sharing') },
      snapshot_block_public_access: { state: assign('block_all_sharing') },
      serial_console_access: { status: assign('disabled') },
    },
  }),
  gaps: [
    {
      actions: [],
      why: 'It holds for the whole account, not for container instances alone; a launch template that sets its own metadata options goes past the default.',
      coveredBy: ['container-instance-imdsv2', 'container-instance-recommended-image'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html'],
});
