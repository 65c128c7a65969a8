import { organizationPolicy } from './define.js';
import { deny } from './statements.js';

export default organizationPolicy({
  id: 'deny-ecs-anywhere',
  practice: '001',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'No machines outside AWS join clusters',
  why: 'A machine outside is only as trustworthy as whoever can touch it, and it gets the credentials of task roles.',
  remedy: 'Run the task on Fargate or EC2.',
  statements: ({ exemptions }) => [
    deny('DenyEcsAnywhereActivations', { actions: ['ssm:CreateActivation'], exemptions }),
    deny('DenyEcsAnywhereTasks', {
      actions: ['ecs:RegisterTaskDefinition'],
      condition: { 'ForAnyValue:StringEquals': { 'ecs:compute-compatibility': 'EXTERNAL' } },
      exemptions,
    }),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no activation',
      property: 'denied',
      actions: ['ssm:CreateActivation'],
      except: { principals: exemptions },
    },
    {
      name: 'no task definition for machines outside',
      property: 'denied',
      actions: ['ecs:RegisterTaskDefinition'],
      context: { 'ecs:compute-compatibility': 'EXTERNAL' },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: ['ssm:CreateActivation'],
      why: 'It has no key: hybrid activations for other uses than ECS are denied, too.',
      coveredBy: [],
    },
    {
      actions: ['ecs:RegisterContainerInstance'],
      why: 'It cannot tell an external instance from one of EC2; without an activation there is none.',
      coveredBy: ['restrict-compute'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html'],
  examples: [
    { name: 'an activation', expect: 'deny', action: 'ssm:CreateActivation' },
    {
      name: 'a task definition for it',
      expect: 'deny',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:compute-compatibility': ['EXTERNAL', 'EC2'] },
    },
    {
      name: 'one for Fargate',
      expect: 'allow',
      action: 'ecs:RegisterTaskDefinition',
      context: { 'ecs:compute-compatibility': ['FARGATE'] },
    },
  ],
});
