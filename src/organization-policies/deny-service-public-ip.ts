import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

const SERVICES = actions('ecs', 'CreateService UpdateService');

export default organizationPolicy({
  id: 'deny-service-public-ip',
  practice: '3.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'No ECS service gives its tasks public addresses',
  why: "A task with a public address can be reached, and can reach out, past the VPC's controls.",
  remedy: 'Set assignPublicIp to DISABLED, and place the service in private subnets behind NAT or VPC endpoints.',
  statements: ({ exemptions }) => [
    deny('DenyServicePublicIp', {
      actions: SERVICES,
      condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } },
      exemptions,
    }),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no service with public addresses',
      property: 'denied',
      actions: SERVICES,
      context: { 'ecs:auto-assign-public-ip': 'true' },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: actions(
        'ecs',
        'RunTask StartTask CreateTaskSet CreateExpressGatewayService UpdateExpressGatewayService',
      ),
      why: 'They carry no key for public addresses.',
      coveredBy: ['block-public-vpc-access', 'service-no-public-ip', 'deny-express-and-daemons'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    {
      name: 'a public address',
      expect: 'deny',
      action: 'ecs:CreateService',
      context: { 'ecs:auto-assign-public-ip': 'true' },
    },
    {
      name: 'a private one',
      expect: 'allow',
      action: 'ecs:CreateService',
      context: { 'ecs:auto-assign-public-ip': 'false' },
    },
    { name: 'nothing said', expect: 'allow', action: 'ecs:UpdateService' },
  ],
});
