import assert from 'node:assert/strict';
import type { Result } from '../../../src/check/result.js';
import type { Control, Example } from '../../../src/controls/control.js';
import { controls } from '../../../src/controls/index.js';
import { type Carrying, NoItem, type Snapshot, snapshotOf } from '../../support/config-items.js';
import { checkAs } from '../../support/examples.js';

type Verdict = Example['verdict'];

/** What no item can hold, or no type that AWS Config records, by control and example. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'container-image-tag-not-moving': ['a digest that is only known at deployment', 'an Express service'],
  // In an item the id of the AMI stands there.
  'container-instance-imdsv2': ['an ECS-optimized AMI'],
  // Of a secret a template has the name, an item the value: the reader of items has tests of its own for these.
  'container-log-options-no-secrets': ['a token from a NoEcho parameter lands there in plain text all the same'],
  'container-logging': ['a daemon that logs through its host'],
  'container-no-plaintext-secrets': [
    'a password in a URL of which the host is not known',
    'a reference to a secret is resolved into plain text',
    'also in a URL, and of a secure parameter',
    'a NoEcho parameter',
    'a NoEcho parameter as a part of the value, whatever the name',
    'a secret key that the template makes',
    'by name alone beside a value that nobody knows yet',
    'an Express service',
    'names, ARNs and addresses of resources',
  ],
  'container-resource-limits': ['a daemon without limits'],
  'container-secret-reference-valid': ['an Express service'],
  // A rule of its own is part of its group in AWS Config; this group is in no input.
  'security-group-no-open-ingress': ['an ingress rule for a group that is elsewhere, and that a service uses'],
  'service-fargate-platform-version': ['a schedule of EventBridge Scheduler'],
  'service-exec-audited': ['a daemon', 'a schedule of EventBridge Scheduler on a cluster that logs'],
  // AWS Config has no rules of listeners.
  'load-balancer-https': [
    'a rule that forwards what comes by HTTP',
    'a rule that forwards what comes by HTTPS',
    'a rule of a listener that is elsewhere',
    'a rule on an internal load balancer',
  ],
  'service-multi-az': ['two subnets of the input, whose zones AWS chooses'],
  'task-execution-role-assigned': ['a daemon that logs to CloudWatch'],
  'task-has-essential-container': [
    'a daemon without an essential container',
    'one container is essential, whatever the other is',
  ],
  'task-no-host-process-namespace': [
    'a daemon that sees the processes of its host',
    'a daemon on its own',
    'decided without the parameter',
  ],
  'task-fargate-size-valid': ['not sold with any CPU'],
  'task-role-not-execution-role': ['an Express service'],
};

/** What parameters without a value, and references to what is elsewhere, stand for: an item has a value. */
const GIVEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'container-resource-limits': { Memory: '512' },
  'load-balancer-https': {
    Targets: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
  },
  'repository-not-public': { Organization: 'o-exampleorg1', Account: '444455556666' },
  'service-multi-az': { Subnet: 'subnet-1' },
  'task-execution-role-assigned': { ExecutionRole: 'arn:aws:iam::111122223333:role/execution' },
  'task-role-not-execution-role': { Role: 'arn:aws:iam::111122223333:role/web' },
};

/** Examples of which AWS Config never has what decides, in whatever form: rules of listeners, scanning of a registry. */
const NEVER_RECORDED: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  'security-group-no-open-ingress': {
    'public ports of a load balancer': 'unknown',
    'another port of a load balancer': 'unknown',
    'another port of a load balancer, that the organization allows': 'unknown',
    'a range between the public ports of a load balancer': 'unknown',
    'all protocols of a load balancer': 'unknown',
  },
  // The control has a parameter for what a registry scans outside of the input.
  'repository-scan-on-push': {
    'the registry scans everything': 'fail',
    'the registry scans repositories with such a name': 'fail',
    'a generated name, and a registry that scans by name': 'fail',
  },
};

const unknownFor = (...examples: readonly string[]): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(examples.map((example) => [example, 'unknown']));

/** Examples of which an item has not what decides as long as it has only what its schema has. */
const NOT_IN_SCHEMA: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  // The options of a log driver are a map with the user's keys.
  'container-awslogs-options': unknownFor(
    'all that Fargate needs',
    'no stream prefix on Fargate',
    'container instances need no prefix',
    'no region',
    'no options at all',
  ),
  'container-log-options-no-secrets': unknownFor(
    'the token as a secret option',
    'a Splunk token',
    'the API key of a FireLens plugin',
    'a password, with capitals as Fluent Bit shows it',
    'a header that authorizes',
    'a header that does not',
    // Service Connect is not in the schema of a service.
    'the proxy of Service Connect',
    'a service without Service Connect',
  ),
  // User data of a launch template.
  'container-instance-imdsv2': unknownFor('user data that joins a cluster', 'instances of something else'),
  // Features of a detector; one that is off fails whatever they are.
  'guardduty-runtime-monitoring': unknownFor(
    'enabled with the agent on Fargate',
    'no runtime monitoring',
    'runtime monitoring without the agent on Fargate',
    'runtime monitoring of EKS only',
    'tasks on EC2 instances without the agent there',
    'tasks on EC2 instances with the agent there',
    'malware protection switched off',
    'other features may be off',
  ),
  // Exclusion filters.
  'repository-immutable-tags': unknownFor(
    'immutable but for latest',
    'immutable but for the tags of a branch',
    'immutable but for every version',
    'immutable but for a build cache',
  ),
  // Policies of repositories.
  'repository-not-public': unknownFor(
    'everyone may pull',
    'everyone as an AWS principal, in a list',
    'limited to the organization',
    'limited to a part of the organization',
    'the organization is a parameter',
    'any organization',
    'IfExists lets principals without an organization in',
    'other accounts by name, and a deny for everyone else',
    'no policy',
  ),
  // The strategy of a deployment decides whether the circuit breaker is asked for at all.
  'service-deployment-circuit-breaker': unknownFor(
    'no circuit breaker',
    'no rollback',
    'rollback of nothing',
    'blue/green of ECS has its own rollback',
  ),
  // Volumes that a service makes; where the account encrypts all of them they do not matter.
  'service-ebs-volume-encrypted': unknownFor(
    'not encrypted',
    'the default is not encrypted, a key or not',
    'one of two volumes is not encrypted',
    'encrypted',
    'no volumes',
  ),
  // The operating system of a task.
  'service-fargate-platform-version': unknownFor(
    'the minimum is raised',
    'the first version, on Windows',
    'the first version, on Linux',
  ),
  'task-fargate-size-valid': unknownFor(
    'a pair that Fargate sells',
    'written in vCPU and GB',
    'the largest',
    'too small for Windows',
  ),
  'task-network-mode-awsvpc': unknownFor('the default is bridge', 'a Windows task may omit it'),
  'task-ephemeral-storage-size': unknownFor(
    'a size within the limit',
    'the default',
    'the largest, written as text',
    'the default written out is below what may be asked for',
    'more than Fargate has',
    'not a whole number',
    'more than the organization allows',
  ),
  // Documents of policies; the managed policies of a role are recorded, its trust is not.
  'task-role-least-privilege': unknownFor(
    'everything on everything',
    'all of a service on everything',
    'all of a service on its own resources',
    'some actions on everything',
    'a deny of everything',
    'everything but IAM',
    'any role may be passed on',
    'any role may be passed on, by a wildcard',
    'one role may be passed on',
    'administrator access, in any partition',
    'full access to a service',
    'a managed policy of the template',
    'a policy of the template that names the role',
    'the trust is written with the suffix of the partition',
    'a role of something else',
  ),
};

/** Examples in which it is absent: an item that does not carry it may as well be one that does not record it. */
const ABSENT: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  'container-awslogs-options': unknownFor('no options at all'),
  'container-log-options-no-secrets': unknownFor('a service without Service Connect'),
  'guardduty-runtime-monitoring': unknownFor('no runtime monitoring'),
  'repository-not-public': unknownFor('no policy'),
  'service-deployment-circuit-breaker': unknownFor('no circuit breaker', 'no rollback', 'rollback of nothing'),
  'service-ebs-volume-encrypted': unknownFor('no volumes'),
  'service-fargate-platform-version': unknownFor('the minimum is raised', 'the first version, on Linux'),
  'task-ephemeral-storage-size': unknownFor('the default'),
  'task-fargate-size-valid': unknownFor('a pair that Fargate sells', 'written in vCPU and GB', 'the largest'),
  'task-network-mode-awsvpc': unknownFor('the default is bridge'),
};

function expected({ id }: Control, { name, verdict }: Example, carrying: Carrying): Verdict {
  const lacking = carrying === 'recorded' ? NOT_IN_SCHEMA : ABSENT;
  return NEVER_RECORDED[id]?.[name] ?? lacking[id]?.[name] ?? verdict;
}

/** The items of an example; null where there can be none. What only deployment decides is why templates are unknown. */
function snapshot(control: Control, example: Example, carrying: Carrying): Snapshot | null {
  const { cloudformation = '', verdict, name } = example;
  try {
    return snapshotOf(
      cloudformation,
      { parameters: example.parameters ?? {}, given: GIVEN[control.id] ?? {} },
      carrying,
    );
  } catch (error) {
    if (!(error instanceof NoItem)) throw error;
    const isMeant = verdict === 'unknown' || LEFT_OUT[control.id]?.includes(name);
    assert.ok(isMeant, `${error.message}: it is not among those that are left out`);
    return null;
  }
}

async function judge(control: Control, example: Example, carrying: Carrying): Promise<void> {
  const found = snapshot(control, example, carrying);
  if (!found) return;
  const input = {
    file: 'snapshot.json',
    text: JSON.stringify({ fileVersion: '1.0', configurationItems: found.items }),
  };
  for (const engine of ['opa', 'guard'] as const) {
    const outcome = await checkAs(input, control, example, engine);
    assert.deepEqual(outcome.errors, []);
    assert.deepEqual(outcome.inputs, [{ file: 'snapshot.json', kind: 'config-item', resources: found.items.length }]);
    const meant: readonly string[] | null = example.resource === undefined ? null : found.idsOf(example.resource);
    const results: readonly Result[] = outcome.results.filter(
      ({ resource, container }) =>
        (meant?.includes(resource.id) ?? true) && (example.container === undefined || container === example.container),
    );
    const verdict = expected(control, example, carrying);
    assert.deepEqual(
      results.map((result) => result.verdict),
      verdict === 'none' ? [] : [verdict],
      JSON.stringify(outcome.results),
    );
    const [result] = results;
    if (verdict === 'unknown') assert.ok(result?.missing?.length, 'says what is missing');
    if (verdict === 'fail') assert.equal(result?.severity, example.severity ?? control.severity);
  }
}

/**
 * The same resources as a template and as configuration items: the verdict is the same, or unknown where AWS Config does
 * not record what decides. The items are made by a table of their own (`test/support/config-items.ts`).
 */
describe('examples of the controls as configuration items', () => {
  for (const control of controls) {
    const examples = control.examples.filter(({ cloudformation }) => cloudformation !== undefined);
    describe(control.id, () => {
      for (const example of examples) {
        if (LEFT_OUT[control.id]?.includes(example.name)) continue;
        it(`${expected(control, example, 'recorded')}: ${example.name}`, () => judge(control, example, 'recorded'));
        it(`${expected(control, example, 'everything')}: ${example.name}, with everything that a live item may carry`, () =>
          judge(control, example, 'everything'));
      }
    });
  }

  it('each exception names an example that there is', () => {
    const names = new Map(controls.map(({ id, examples }) => [id, examples.map(({ name }) => name)]));
    const tables = [LEFT_OUT, NEVER_RECORDED, NOT_IN_SCHEMA, ABSENT];
    const listed = tables.flatMap((table) =>
      Object.entries(table).flatMap(([id, some]) =>
        (Array.isArray(some) ? some : Object.keys(some)).map((name): [string, string] => [id, String(name)]),
      ),
    );
    assert.deepEqual(
      listed.filter(([id, name]) => !names.get(id)?.includes(name)),
      [],
    );
  });

  it('every control is judged by a pass and a fail at least, but two that realistic items judge', () => {
    const judged = (control: Control, verdict: Verdict): boolean =>
      control.examples.some(
        (example) =>
          example.cloudformation !== undefined &&
          !LEFT_OUT[control.id]?.includes(example.name) &&
          expected(control, example, 'everything') === verdict,
      );
    const without = controls.filter((control) => !judged(control, 'pass') || !judged(control, 'fail'));
    assert.deepEqual(
      without.map(({ id }) => id),
      ['service-deployment-circuit-breaker', 'task-fargate-size-valid'],
    );
  });
});
