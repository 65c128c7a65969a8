import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import { actions, deny } from './statements.js';

const EXCLUSIONS = actions('ec2', 'CreateVpcBlockPublicAccessExclusion ModifyVpcBlockPublicAccessExclusion');

export default organizationPolicy({
  id: 'block-public-vpc-access',
  practice: '3.2',
  kind: 'DECLARATIVE_POLICY_EC2',
  title: 'VPCs are not reached from the internet',
  why: 'RunTask, StartTask and task sets can give a task a public address, and no condition key sees it; without a way through the internet gateway the address leads nowhere.',
  remedy: 'Let the platform team exclude the subnets of front ends; everything else goes into private subnets.',
  parameters: {
    mode: {
      type: 'text',
      default: 'block_ingress',
      allowed: ['off', 'block_ingress', 'block_bidirectional'],
      description: '`block_bidirectional` stops what goes out through NAT, too',
    },
    exclusionsAllowed: { type: 'boolean', default: true, description: 'Whether VPCs and subnets may be excluded' },
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
  guard: {
    statements: (inputs) => [
      deny('BlockPublicVpcAccessExclusions', { actions: EXCLUSIONS, exemptions: platformToo(inputs) }),
    ],
    properties: (inputs) => [
      {
        name: 'exclusions are made by the platform alone',
        property: 'denied',
        actions: EXCLUSIONS,
        except: { principals: platformToo(inputs) },
      },
    ],
    examples: [
      { name: 'somebody excludes a subnet', expect: 'deny', action: 'ec2:CreateVpcBlockPublicAccessExclusion' },
      {
        name: 'the platform excludes a subnet',
        expect: 'allow',
        action: 'ec2:CreateVpcBlockPublicAccessExclusion',
        principal: 'arn:aws:iam::222222222222:role/platform-network',
      },
      { name: 'exclusions are listed', expect: 'allow', action: 'ec2:DescribeVpcBlockPublicAccessExclusions' },
    ],
  },
  gaps: [
    {
      actions: [],
      why: 'It also cuts internet-facing load balancers: make exclusions for their subnets before the policy is attached. An excluded subnet is open to tasks with public addresses, too.',
      coveredBy: ['service-private-subnets', 'restrict-service-subnets'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
  ],
  decisions:
    'The document allows exclusions, since front ends need them; a service control policy that comes with it keeps making them to platformRoles.',
});
