import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

const ENABLING = actions('ecs', 'CreateService UpdateService RunTask StartTask CreateDaemon UpdateDaemon');

export default organizationPolicy({
  id: 'deny-ecs-exec',
  practice: '6.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'No shell is opened in a container',
  why: 'In production a shell is a change that no pipeline has seen.',
  remedy: 'Debug elsewhere, or ask those who may break glass.',
  statements: ({ exemptions }) => [
    deny('DenyEcsExec', { actions: ['ecs:ExecuteCommand'], exemptions }),
    deny('DenyEcsExecEnabled', {
      actions: ENABLING,
      condition: { StringEquals: { 'ecs:enable-execute-command': 'true' } },
      exemptions,
    }),
    // A session that is not started by ECS Exec is not logged by it.
    deny('DenyEcsExecSessions', { actions: ['ssm:StartSession'], resources: ['arn:*:ecs:*:*:task/*'], exemptions }),
  ],
  properties: ({ exemptions }) => [
    { name: 'no ECS Exec', property: 'denied', actions: ['ecs:ExecuteCommand'], except: { principals: exemptions } },
    {
      name: 'nothing starts with ECS Exec on',
      property: 'denied',
      actions: ENABLING,
      context: { 'ecs:enable-execute-command': 'true' },
      except: { principals: exemptions },
    },
    {
      name: 'no session into a task',
      property: 'denied',
      actions: ['ssm:StartSession'],
      resources: ['arn:*:ecs:*:*:task/*'],
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: ['ssm:StartSession'],
      why: 'A shell on an EC2 container instance reaches the containers on it.',
      coveredBy: ['restrict-compute'],
    },
    {
      actions: ['ecs:CreateTaskSet', 'ecs:CreateExpressGatewayService'],
      why: 'They carry no key for ECS Exec; the session itself is denied.',
      coveredBy: [],
    },
  ],
  sources: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html'],
  examples: [
    {
      name: 'a command',
      expect: 'deny',
      action: 'ecs:ExecuteCommand',
      resource: 'arn:aws:ecs:eu-west-1:222222222222:task/web/1',
    },
    {
      name: 'a service with ECS Exec',
      expect: 'deny',
      action: 'ecs:CreateService',
      context: { 'ecs:enable-execute-command': 'true' },
    },
    {
      name: 'a service without',
      expect: 'allow',
      action: 'ecs:CreateService',
      context: { 'ecs:enable-execute-command': 'false' },
    },
    {
      name: 'a session into a task',
      expect: 'deny',
      action: 'ssm:StartSession',
      resource: 'arn:aws:ecs:eu-west-1:222222222222:task/web/1',
    },
    {
      name: 'a session on an instance',
      expect: 'allow',
      action: 'ssm:StartSession',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:instance/i-1',
    },
  ],
});
