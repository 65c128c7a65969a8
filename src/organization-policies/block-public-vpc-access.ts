import { organizationPolicy } from './define.js';

export default organizationPolicy({
  id: 'block-public-vpc-access',
  practice: '3.2',
  kind: 'DECLARATIVE_POLICY_EC2',
  title: 'VPCs are not reached from the internet',
  why: 'RunTask, StartTask and task sets can give a task a public address, and no condition key sees it; without an internet gateway the address leads nowhere.',
  remedy: 'Exclude the subnets of front ends first, then place everything else in private subnets.',
  parameters: {
    mode: {
      type: 'text',
      default: 'block_ingress',
      allowed: ['off', 'block_ingress', 'block_bidirectional'],
      description: '`block_bidirectional` stops NAT, too',
    },
    exclusionsAllowed: { type: 'boolean', default: true, description: 'Whether accounts may exclude VPCs and subnets' },
  },
  content: ({ own }) => ({
    ec2_attributes: {
      vpc_block_public_access: {
        internet_gateway_block: {
          mode: { '@@assign': String(own['mode']) },
          exclusions_allowed: { '@@assign': own['exclusionsAllowed'] === false ? 'disabled' : 'enabled' },
        },
      },
    },
  }),
  gaps: [
    {
      actions: ['ec2:CreateVpcBlockPublicAccessExclusion'],
      why: 'It also cuts internet-facing load balancers: exclusions for their subnets come first. Who may create exclusions is a matter of IAM.',
      coveredBy: [],
    },
  ],
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html'],
});
