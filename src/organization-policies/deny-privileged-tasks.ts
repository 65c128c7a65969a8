import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

const REGISTER = actions('ecs', 'RegisterTaskDefinition RegisterDaemonTaskDefinition');

export default organizationPolicy({
  id: 'deny-privileged-tasks',
  practice: '3.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'No privileged containers are registered',
  why: 'A privileged container is root on its host, and so in every other task there.',
  remedy: 'Leave `privileged` out; add the one capability that is needed instead.',
  statements: ({ exemptions }) => [
    deny('DenyPrivilegedTasks', {
      actions: REGISTER,
      condition: { StringEquals: { 'ecs:privileged': 'true' } },
      exemptions,
    }),
    deny('DenyPrivilegedTasksInBatch', {
      actions: ['batch:RegisterJobDefinition'],
      condition: { Bool: { 'batch:Privileged': 'true' } },
      exemptions,
    }),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no privileged task definition',
      property: 'denied',
      actions: REGISTER,
      context: { 'ecs:privileged': 'true' },
      except: { principals: exemptions },
    },
    {
      name: 'no privileged job',
      property: 'denied',
      actions: ['batch:RegisterJobDefinition'],
      context: { 'batch:Privileged': 'true' },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'Task definitions that are registered already keep running, and can be started.',
      coveredBy: ['container-not-privileged'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    { name: 'privileged', expect: 'deny', action: 'ecs:RegisterTaskDefinition', context: { 'ecs:privileged': 'true' } },
    {
      name: 'not privileged',
      expect: 'allow',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:privileged': 'false' },
    },
    {
      name: 'a privileged job',
      expect: 'deny',
      action: 'batch:RegisterJobDefinition',
      context: { 'batch:Privileged': 'true' },
    },
  ],
});
