import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { CheckResult, Result } from '../src/check/result.js';
import { ringfence } from './cli/support/command.js';
import { repository } from './support/repository.js';

/** What is not a plain pass: `CONTROL RESOURCE [CONTAINER]`, and for `depends` the parameter values that fail. */
interface Expected {
  readonly fail?: readonly string[];
  readonly unknown?: readonly string[];
  readonly excepted?: readonly string[];
  readonly depends?: readonly string[];
}

/** The controls that judge containers: where all containers of a task are unknown, each is unknown once. */
const CONTAINER_CONTROLS = [
  'container-awslogs-options',
  'container-image-tag-not-moving',
  'container-log-options-no-secrets',
  'container-logging',
  'container-no-plaintext-secrets',
  'container-not-privileged',
  'container-resource-limits',
  'container-secret-reference-valid',
];

/**
 * Read off the templates by hand, control by control, for the profile `essential`. A difference is either a mistake in
 * this table, which then gets an argument, or a defect.
 */
const EXAMPLES: Readonly<Record<string, Expected>> = {
  'fargate-web/good.yaml': {},
  'fargate-web/mistakes.yaml': {
    fail: [
      'cluster-container-insights Cluster',
      'cluster-exec-logging Cluster',
      'container-image-tag-not-moving Task audit',
      'container-image-tag-not-moving Task shop',
      'container-log-options-no-secrets Task audit',
      'container-logging Task shop',
      'container-no-plaintext-secrets Task shop',
      'container-secret-reference-valid Task shop',
      'load-balancer-https Listener',
      'repository-immutable-tags Repository',
      'repository-not-public Repository',
      'repository-scan-on-push Repository',
      'security-group-no-open-ingress ServiceSecurityGroup',
      'service-deployment-circuit-breaker Service',
      'service-exec-audited Service',
      'service-fargate-platform-version Service',
      'service-multi-az Service',
      'service-no-public-ip Service',
      'task-fargate-size-valid Task',
      'task-role-least-privilege Role',
      'task-role-not-execution-role Task',
    ],
  },
  'ec2-cluster/template.yaml': {
    fail: [
      'container-image-tag-not-moving WebTask metrics',
      'container-instance-imdsv2 SpotTemplate',
      'container-logging WebTask nginx',
      'container-resource-limits WebTask nginx',
      'service-deployment-circuit-breaker WebService',
      'task-network-mode-awsvpc AgentTask',
      'task-network-mode-awsvpc WebTask',
      'task-no-host-network AgentTask',
    ],
    excepted: ['container-not-privileged AgentTask agent', 'task-no-host-process-namespace AgentTask'],
  },
  'efs-service/template.json': {
    fail: [
      'container-awslogs-options WikiTask wiki',
      'efs-encrypted-at-rest Archive',
      'service-ebs-volume-encrypted WikiService',
      'task-efs-transit-encryption WikiTask',
    ],
    // The cluster is named by a parameter; two parameters may hold the same subnet.
    unknown: ['service-exec-audited WikiService', 'service-multi-az WikiService'],
  },
  'scheduled-worker/template.yaml': {
    fail: ['container-no-plaintext-secrets ReportTask report', 'service-fargate-platform-version OnArrival'],
    // The parameters ImageTag and Subnets have no default.
    unknown: ['container-image-tag-not-moving ReportTask report', 'service-multi-az QueueWorker'],
    depends: [
      'cluster-container-insights Cluster: Environment=dev',
      'container-logging ReportTask report: LogDriver=json-file',
      'service-no-public-ip NightlyReport: Environment=dev',
      'task-fargate-size-valid ReportTask: Cpu=4096',
    ],
  },
  'terraform/plan.json': {
    fail: [
      'container-image-tag-not-moving module.service["worker"].aws_ecs_task_definition.this worker',
      'container-no-plaintext-secrets module.service["api"].aws_ecs_task_definition.this api',
      'container-no-plaintext-secrets module.service["worker"].aws_ecs_task_definition.this worker',
      'load-balancer-https aws_lb_listener.https',
      'repository-immutable-tags aws_ecr_repository.app["worker"]',
      'security-group-no-open-ingress aws_vpc_security_group_ingress_rule.debugger',
      'service-no-public-ip module.service["worker"].aws_ecs_service.this',
      'task-role-least-privilege module.service["worker"].aws_iam_role.task',
    ],
    // The containers are known after apply, since the image is in a repository that is yet to be made.
    unknown: [...CONTAINER_CONTROLS, 'task-has-essential-container'].map(
      (control) => `${control} aws_ecs_task_definition.migration[0]`,
    ),
  },
  'cdk/cdk.out': {
    fail: [
      // Absent is DEFAULT, which logs where the containers' awslogs driver does; the worker has none.
      'cluster-exec-logging ClusterEB0386A7',
      'container-image-tag-not-moving WorkerTaskCBB1FEE3 worker',
      'container-logging WorkerTaskCBB1FEE3 worker',
      'load-balancer-https ApiLBPublicListener5142AAA5',
      'service-deployment-circuit-breaker ApiServiceD5B4A50A',
      'service-no-public-ip WorkerService9FFC549A',
      'task-role-least-privilege WorkerTaskTaskRoleC4141168',
    ],
  },
  'task-definition/batch.json': {
    fail: [
      'container-awslogs-options batch solver',
      'container-image-tag-not-moving batch telemetry',
      'container-logging batch telemetry',
      'container-no-plaintext-secrets batch telemetry',
      'container-not-privileged batch telemetry',
      'container-resource-limits batch telemetry',
      'task-efs-transit-encryption batch',
      'task-host-network-user batch',
      'task-network-mode-awsvpc batch',
      'task-no-host-network batch',
      'task-no-host-process-namespace batch',
    ],
  },
};

function check(example: string): CheckResult {
  const words = ['check', `examples/${example}`, '--profile', 'essential', '--fail-on', 'none', '--format', 'json'];
  const { status, stdout, stderr } = ringfence(repository, words);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const subject = ({ control, resource, container }: Result): string =>
  [control, resource.id, ...(container === undefined ? [] : [container])].join(' ');

function found(result: CheckResult): Required<Expected> {
  const of = (verdict: Result['verdict']): string[] =>
    result.results
      .filter((one) => one.verdict === verdict)
      .map(subject)
      .sort();
  const depends = result.results.flatMap((one) =>
    (one.dependsOn ?? []).map(({ parameter, value }) => `${subject(one)}: ${parameter}=${value}`),
  );
  return { fail: of('fail'), unknown: of('unknown'), excepted: of('excepted'), depends: depends.sort() };
}

describe('examples', function () {
  this.timeout(30_000);

  for (const [example, expected] of Object.entries(EXAMPLES)) {
    it(`${example}: the findings are those that reading it gives`, () => {
      const result = check(example);
      assert.deepEqual(result.errors, []);
      assert.deepEqual(result.unusedExceptions, []);
      assert.deepEqual(found(result), { fail: [], unknown: [], excepted: [], depends: [], ...expected });
    });
  }

  it('every folder of the examples is in this table', () => {
    const folders = readdirSync(`${repository}examples`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'organization')
      .map(({ name }) => name);
    assert.deepEqual(folders.sort(), [...new Set(Object.keys(EXAMPLES).map((path) => path.split('/')[0]))].sort());
  });

  it('findings point at lines, at constructs, and with the sources at resource blocks', () => {
    const line = (result: CheckResult, control: string): number | null | undefined =>
      result.results.find((one) => one.control === control && one.verdict === 'fail')?.line;
    assert.equal(line(check('fargate-web/mistakes.yaml'), 'service-no-public-ip'), 124);
    const construct = check('cdk/cdk.out').results.find(({ resource }) => resource.id === 'WorkerService9FFC549A');
    assert.equal(construct?.resource.construct, 'Orders/Worker/Service');
    const words = ['check', 'examples/terraform/plan.json', '--source', 'examples/terraform', '--control'];
    const { stdout } = ringfence(repository, [...words, 'repository-immutable-tags', '--format', 'json']);
    const [api, worker] = JSON.parse(stdout).results;
    assert.deepEqual(
      [api.verdict, worker.verdict, worker.file, worker.line],
      ['pass', 'fail', 'examples/terraform/main.tf', 98],
    );
  });

  it('a value that the plan marks as sensitive is in no output', () => {
    for (const format of ['json', 'text']) {
      const { stdout, stderr } = ringfence(repository, ['check', 'examples/', '--format', format, '--verbose']);
      assert.doesNotMatch(`${stdout}${stderr}`, /not-the-real-password|correct-horse-battery|not-a-real-token/);
    }
  });
});
