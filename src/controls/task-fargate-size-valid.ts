import { all, any, equals, fact, matches, not, oneOf, property, says } from '../language/builders.js';
import { control } from './control.js';
import { requiresCompatibility } from './shared/containers.js';

const cpu = fact('CpuUnits');
const memory = fact('MemoryMiB');

const steps = (least: number, greatest: number, step: number): number[] =>
  Array.from({ length: (greatest - least) / step + 1 }, (_, index) => least + index * step);

/** CPU units → MiB. Source: the ECS developer guide, task CPU and memory. */
const SIZES: readonly (readonly [cpu: number, memory: readonly number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, steps(1024, 4096, 1024)],
  [1024, steps(2048, 8192, 1024)],
  [2048, steps(4096, 16384, 1024)],
  [4096, steps(8192, 30720, 1024)],
  [8192, steps(16384, 61440, 4096)],
  [16384, steps(32768, 122880, 8192)],
  [32768, [61440, 122880, 249856]],
];
const ALL_MEMORY = [...new Set(SIZES.flatMap(([, sold]) => sold))];
/** Source: the same page: Windows from 1 vCPU on, more than 4 vCPU on Linux only. */
const WINDOWS = [1024, 2048, 4096];

const CPU_WORDS = 'Cpu ({value}) is no size of a Fargate task';
const MEMORY_WORDS = 'Memory ({value}) is no size of a Fargate task with this Cpu';

export default control({
  id: 'task-fargate-size-valid',
  practice: '1.2',
  severity: 'medium',
  profile: 'essential',
  title: 'Fargate tasks have a pair of CPU and memory that Fargate sells',
  why: 'ECS refuses a task definition for Fargate with any other pair, so the deployment fails halfway.',
  remedy:
    'Set Cpu and Memory of the task to a pair of the table in the ECS developer guide: 256 with 512, 1024 or 2048; 512 with 1024 to 4096; 1024 with 2048 to 8192 …',
  mappings: { cfnLint: ['E3047'] },
  applies: ['AWS::ECS::TaskDefinition'],
  when: requiresCompatibility('FARGATE'),
  // Fargate has no default for either.
  holds: all(
    says(
      CPU_WORDS,
      oneOf(
        cpu,
        SIZES.map(([units]) => units),
      ),
    ),
    says(MEMORY_WORDS, oneOf(memory, ALL_MEMORY)),
    ...SIZES.map(([units, sold]) => any(says(MEMORY_WORDS, oneOf(memory, sold)), not(equals(cpu, units)))),
    any(
      says('Cpu ({value}) is no size of a Windows task on Fargate', oneOf(cpu, WINDOWS)),
      not(
        oneOf(
          cpu,
          SIZES.map(([units]) => units),
        ),
      ),
      not(matches(property('RuntimePlatform.OperatingSystemFamily'), '^WINDOWS')),
    ),
  ),
  decisions:
    'Spellings are read as ECS reads them: `.25 vCPU`, `1vcpu`, `0.5GB`, `1 GB`. A Windows task needs 1, 2 or 4 vCPU. With 32 vCPU only 60, 120 and 244 GB are sold. The size of an Express service is not judged: which pairs it takes is not documented.',
  config: { none: 'ECS refuses such a task definition, so none is ever recorded.' },
  blindSpots: {
    check:
      'A task definition that does not require FARGATE, but is started there, is not seen; nor is a size that RunTask overrides.',
    rawTemplate: 'Sizes are read by ringfence: unknown on templates that it has not resolved.',
    config: 'ECS refuses such a task definition, so none is ever recorded.',
    organizationPolicy: 'ECS refuses such a task definition by itself; restrict-task-size limits the size.',
  },
  examples: [
    {
      name: 'a pair that Fargate sells',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 256
      Memory: 512
`,
    },
    {
      name: 'written in vCPU and GB',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE, EC2]
      Cpu: .25 vCPU
      Memory: 0.5GB
`,
    },
    {
      name: 'the largest',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 32 vCPU
      Memory: 244 GB
`,
    },
    {
      name: 'too little memory for the CPU',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: '1024'
      Memory: '1024'
`,
    },
    {
      name: 'memory between two steps',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 8 vCPU
      Memory: 18 GB
`,
    },
    {
      name: 'a CPU that Fargate does not have',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 100
      Memory: 512
`,
    },
    {
      name: 'no memory',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 256
`,
    },
    {
      name: 'too small for Windows',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      RuntimePlatform:
        OperatingSystemFamily: WINDOWS_SERVER_2022_CORE
      Cpu: 512
      Memory: 1024
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 10,
      cloudformation: `Parameters:
  Memory:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 256
      Memory: !Ref Memory
`,
    },
    {
      name: 'not sold with any CPU',
      verdict: 'fail',
      line: 10,
      cloudformation: `Parameters:
  Cpu:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: !Ref Cpu
      Memory: 1000
`,
    },
    {
      name: 'a task for container instances may have any size',
      verdict: 'none',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      Cpu: 100
      Memory: 300
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: {
        family: 'web',
        requiresCompatibilities: ['FARGATE'],
        cpu: '0.5 vCPU',
        memory: '8 GB',
        containerDefinitions: [{ name: 'web', image: 'web:1.2.3' }],
      },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: {
            family: 'web',
            requires_compatibilities: ['FARGATE'],
            cpu: '256',
            memory: '4096',
            container_definitions: '[{"name":"web","image":"web:1.2.3"}]',
          },
        },
      ],
    },
  ],
});
