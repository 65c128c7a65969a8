import { all, any, atLeast, atMost, exists, not, oneOf, parameter, property, says } from '../language/builders.js';
import { control } from './control.js';

const size = property('EphemeralStorage.SizeInGiB');
const SMALLEST = 21;
const LARGEST = 200;
/** What Fargate allocates: whole GiB. Source: the ECS API's reference of EphemeralStorage. */
const SOLD = Array.from({ length: LARGEST - SMALLEST + 1 }, (_, index) => SMALLEST + index);

export default control({
  id: 'task-ephemeral-storage-size',
  practice: '2.1',
  severity: 'medium',
  profile: 'essential',
  title: 'Ephemeral storage has a size that Fargate allocates',
  why: 'Fargate refuses a task definition with another size, so the deployment fails; a size without a limit is paid for by every task.',
  remedy:
    'Set EphemeralStorage.SizeInGiB to a whole number from 21 to 200 and within maximumGiB, or leave EphemeralStorage out for the default of 20 GiB.',
  mappings: {},
  parameters: {
    maximumGiB: {
      type: 'integer',
      default: LARGEST,
      minimum: SMALLEST,
      maximum: LARGEST,
      description: 'The most ephemeral storage that a task may ask for, in GiB',
    },
  },
  applies: ['AWS::ECS::TaskDefinition'],
  // Absent: Fargate gives 20 GiB, at no charge.
  holds: any(
    all(
      says('SizeInGiB is {value}, not a whole number from 21 to 200', oneOf(size, SOLD)),
      says(
        'SizeInGiB is {value}, more than is allowed here',
        any(atMost(size, parameter('maximumGiB')), atLeast(size, LARGEST + 1)),
      ),
    ),
    not(exists(property('EphemeralStorage'))),
  ),
  decisions:
    'EphemeralStorage without a size fails: the API requires SizeInGiB there. 20 fails too, although it is what an absent property gives: the API accepts 21 to 200 (RegisterTaskDefinition, EphemeralStorage).',
  config: {
    none: 'The item schema has no EphemeralStorage, how an item would spell it is not known, and ECS refuses most wrong sizes.',
  },
  blindSpots: {
    check:
      'RunTask can override the size for one task. Platform versions before 1.4.0, which do not take it, are judged by service-fargate-platform-version.',
    config: 'The published schema of the configuration item has no EphemeralStorage.',
    organizationPolicy: 'No condition key carries the size.',
  },
  examples: [
    {
      name: 'a size within the limit',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      RequiresCompatibilities: [FARGATE]
      EphemeralStorage:
        SizeInGiB: 21
`,
    },
    {
      name: 'the default',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
`,
    },
    {
      name: 'the largest, written as text',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: '200'
`,
    },
    {
      name: 'the default written out is below what may be asked for',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: 20
`,
    },
    {
      name: 'more than Fargate has',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: 500
`,
    },
    {
      name: 'not a whole number',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: 30.5
`,
    },
    {
      name: 'more than the organization allows',
      verdict: 'fail',
      line: 7,
      set: { maximumGiB: 50 },
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: 100
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 10,
      cloudformation: `Parameters:
  Size:
    Type: Number
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: encoder
      EphemeralStorage:
        SizeInGiB: !Ref Size
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'encoder',
        containerDefinitions: [{ name: 'encoder', image: 'encoder:1.2.3' }],
        ephemeralStorage: { sizeInGiB: 10 },
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'encoder',
          values: {
            family: 'encoder',
            container_definitions: '[{"name":"encoder","image":"encoder:1.2.3"}]',
            ephemeral_storage: [{ size_in_gib: 250 }],
          },
        },
      ],
    },
  ],
});
