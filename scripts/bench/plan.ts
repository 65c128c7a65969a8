import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RINGFENCE, type Workplace } from './inputs.js';
import { peak, spread } from './measure.js';
import type { Bench, Section } from './section.js';

const BYTES = 100_000_000;

/** A large Terraform plan. */
export const plan: Bench = { name: 'plan', run: measure };

async function measure(workplace: Workplace, rounds: number): Promise<Section> {
  const path = join(workplace.folder, 'plan.json');
  const workloads = Math.floor(BYTES / planOf(100).length) * 100;
  const text = planOf(workloads);
  writeFileSync(path, text);
  const peaks = [];
  for (let round = 0; round < rounds; round++) {
    peaks.push(await peak([...RINGFENCE, 'check', path, '--profile', 'strict']));
  }
  return {
    title: 'A large Terraform plan',
    text: `A generated plan of ${(text.length / 1e6).toFixed(0)} MB: ${workloads} services and as many task definitions of three
containers, and ${workloads * OTHERS} Lambda functions, each in the configuration, the prior state, the planned values and the changes; ${rounds} runs.`,
    columns: ['seconds', 'MB at most'],
    rows: [
      [
        spread(
          peaks.map(({ seconds }) => seconds),
          1,
        ),
        spread(
          peaks.map(({ megabytes }) => megabytes),
          0,
        ),
      ],
    ],
  };
}

interface Block {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function planOf(workloads: number): string {
  const blocks = Array.from({ length: workloads }, (_, number) => workload(number)).flat();
  const states = blocks.map((block) => ({ ...identity(block), schema_version: 1, values: block.values }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: { resources: states } },
    resource_changes: blocks.map((block) => ({
      ...identity(block),
      change: {
        actions: ['update'],
        before: block.values,
        after: block.values,
        after_unknown: {},
        after_sensitive: {},
      },
    })),
    prior_state: { format_version: '1.0', values: { root_module: { resources: states } } },
    configuration: { root_module: { resources: blocks.map(configured) } },
  });
}

const identity = ({ type, name }: Block) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_name: 'registry.terraform.io/hashicorp/aws',
});

const configured = ({ type, name, values }: Block) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_config_key: 'aws',
  expressions: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { constant_value: value }])),
});

const workload = (number: number): Block[] => [
  { type: 'aws_ecs_task_definition', name: `task_${number}`, values: task(number) },
  { type: 'aws_ecs_service', name: `service_${number}`, values: service(number) },
  ...Array.from({ length: OTHERS }, (_, other) => ({
    type: 'aws_lambda_function',
    name: `function_${number}_${other}`,
    values: lambda(number * OTHERS + other),
  })),
];

/** So many resources of other kinds go with each service: large plans are those of whole platforms. */
const OTHERS = 10;

const lambda = (number: number) => ({
  function_name: `function-${number}`,
  role: 'arn:aws:iam::222222222222:role/function',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  timeout: 30,
  environment: [
    { variables: Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`KEY_${key}`, `value ${key}`])) },
  ],
  tags: { team: 'platform', service: `function-${number}`, environment: 'production' },
});

const task = (number: number) => ({
  family: `task-${number}`,
  cpu: '256',
  memory: '512',
  network_mode: 'awsvpc',
  requires_compatibilities: ['FARGATE'],
  execution_role_arn: 'arn:aws:iam::222222222222:role/execution',
  container_definitions: JSON.stringify(
    ['web', 'proxy', 'agent'].map((name) => ({
      name,
      image: `222222222222.dkr.ecr.eu-west-1.amazonaws.com/${name}:1.${number}`,
      essential: name === 'web',
      environment: Array.from({ length: 10 }, (_, index) => ({ name: `SETTING_${index}`, value: `value ${index}` })),
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': `/ecs/${name}`, 'awslogs-region': 'eu-west-1' },
      },
    })),
  ),
});

const service = (number: number) => ({
  name: `service-${number}`,
  cluster: 'main',
  launch_type: 'FARGATE',
  task_definition: `task-${number}`,
  desired_count: 2,
  network_configuration: [{ assign_public_ip: false, subnets: ['subnet-1', 'subnet-2'], security_groups: ['sg-1'] }],
});
