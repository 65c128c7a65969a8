import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list } from './statements.js';

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  express: actions('ecs', 'CreateExpressGatewayService UpdateExpressGatewayService'),
  daemons: actions('ecs', 'CreateDaemon UpdateDaemon RegisterDaemonTaskDefinition'),
  gateways: actions('ecs', 'CreateGateway UpdateGateway AssociateGatewayWithCluster'),
};

const denied = ({ own }: Inputs): string[] => list(own['unused']).flatMap((kind) => ACTIONS[kind] ?? []);

export default organizationPolicy({
  id: 'deny-express-and-daemons',
  practice: '3.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Express services, daemons and gateways are not used',
  why: 'Rules that look at services and task definitions do not see them.',
  remedy: 'Use a service and a task definition.',
  needs: ['unused'],
  parameters: {
    unused: {
      type: 'texts',
      default: ['express', 'daemons', 'gateways'],
      allowed: ['express', 'daemons', 'gateways'],
      description: 'What is not used',
    },
  },
  statements: (inputs) => [deny('DenyExpressAndDaemons', { actions: denied(inputs), exemptions: inputs.exemptions })],
  properties: (inputs) => [
    {
      name: 'no Express services, daemons or gateways',
      property: 'denied',
      actions: denied(inputs),
      except: { principals: inputs.exemptions },
    },
  ],
  gaps: [{ actions: [], why: 'What exists already goes on running.', coveredBy: ['gateway-hardened'] }],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateGateway.html (the IAM catalogue does not list it yet)',
  ],
  examples: [
    { name: 'an Express service', expect: 'deny', action: 'ecs:CreateExpressGatewayService' },
    { name: 'a daemon', expect: 'deny', action: 'ecs:CreateDaemon' },
    { name: 'a gateway', expect: 'deny', action: 'ecs:CreateGateway' },
    {
      name: 'a daemon where daemons are used',
      expect: 'allow',
      action: 'ecs:CreateDaemon',
      set: { unused: ['express'] },
    },
    { name: 'a service', expect: 'allow', action: 'ecs:CreateService' },
  ],
});
