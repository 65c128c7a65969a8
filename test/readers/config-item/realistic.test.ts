import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CheckResult } from '../../../src/check/result.js';
import { folderWith, run } from '../../cli/support/command.js';
import { inRepository } from '../../support/repository.js';

const fixture = (name: string): string => readFileSync(inRepository(`test/fixtures/config-items/${name}.json`), 'utf8');

async function check(files: Readonly<Record<string, string>>): Promise<CheckResult> {
  const words = ['check', ...Object.keys(files), '--engine', 'all', '--format', 'json', '--fail-on', 'none'];
  const { stdout, stderr } = await run(folderWith(files), words);
  assert.ok(stdout.startsWith('{'), stderr);
  return JSON.parse(stdout);
}

const told = ({ results }: CheckResult): Record<string, string> =>
  Object.fromEntries(
    results.map(({ control, verdict, line }) => [control, verdict === 'fail' ? `fail in line ${line}` : verdict]),
  );

/** What each item comes to, by itself, decided by hand; what is not listed does not apply. */
const ITEMS: Readonly<Record<string, { readonly id: string; readonly verdicts: Readonly<Record<string, string>> }>> = {
  'task-definition': {
    id: 'shop',
    verdicts: {
      'container-awslogs-options': 'unknown',
      'container-image-tag-not-moving': 'pass',
      'container-log-options-no-secrets': 'unknown',
      'container-logging': 'pass',
      'container-no-plaintext-secrets': 'fail in line 35',
      'container-not-privileged': 'fail in line 42',
      'container-resource-limits': 'pass',
      'container-secret-reference-valid': 'pass',
      'task-efs-transit-encryption': 'fail in line 53',
      'task-ephemeral-storage-size': 'unknown',
      'task-execution-role-assigned': 'pass',
      'task-fargate-size-valid': 'pass',
      'task-has-essential-container': 'pass',
      'task-network-mode-awsvpc': 'pass',
      'task-no-host-network': 'pass',
      'task-no-host-process-namespace': 'pass',
      'task-role-not-execution-role': 'pass',
    },
  },
  service: {
    id: 'web',
    verdicts: {
      'container-log-options-no-secrets': 'unknown',
      'service-deployment-circuit-breaker': 'fail in line 32',
      'service-ebs-volume-encrypted': 'unknown',
      // Its cluster is not in this input.
      'service-exec-audited': 'unknown',
      'service-fargate-platform-version': 'pass',
      'service-multi-az': 'pass',
      'service-no-public-ip': 'pass',
    },
  },
  cluster: {
    id: 'shop',
    verdicts: {
      'cluster-container-insights': 'pass',
      'cluster-exec-logging': 'pass',
      'guardduty-runtime-monitoring': 'fail in line 12',
    },
  },
  repository: {
    id: 'shop',
    verdicts: {
      'repository-immutable-tags': 'fail in line 19',
      'repository-not-public': 'unknown',
      'repository-scan-on-push': 'pass',
    },
  },
  // It has no name.
  'file-system': { id: 'fs-0a1b2c3d4e5f60718', verdicts: { 'efs-encrypted-at-rest': 'fail in line 17' } },
  // Judged are its listeners.
  'load-balancer': { id: 'shop', verdicts: {} },
  role: { id: 'shop-task', verdicts: { 'task-role-least-privilege': 'fail in line 26' } },
};

describe('A configuration item of', () => {
  for (const [name, { id, verdicts }] of Object.entries(ITEMS)) {
    it(`a ${name}`, async () => {
      const result = await check({ 'item.json': fixture(name) });
      assert.deepEqual(result.errors, []);
      assert.deepEqual(result.inputs, [{ file: 'item.json', kind: 'config-item', resources: 1 }]);
      assert.deepEqual(told(result), verdicts);
      assert.deepEqual(
        [...new Set(result.results.map(({ resource }) => resource.id))],
        verdicts === ITEMS['load-balancer']?.verdicts ? [] : [id],
      );
    });
  }

  it('all of them, as a list: what one names is found in another', async () => {
    const items = Object.keys(ITEMS).map((name) => JSON.parse(fixture(name)));
    const result = await check({ 'items.json': JSON.stringify(items, null, 2) });
    const verdict = (control: string): unknown =>
      result.results.filter((one) => one.control === control).map((one) => [one.resource.id, one.verdict]);
    // The cluster logs sessions, and the service says that it is on it.
    assert.deepEqual(verdict('service-exec-audited'), [['web', 'pass']]);
    // Several are named `shop`: these have their ARNs, or the ids that AWS gave them.
    assert.deepEqual(verdict('cluster-container-insights'), [
      ['arn:aws:ecs:eu-west-1:111122223333:cluster/shop', 'pass'],
    ]);
    assert.deepEqual(verdict('task-role-least-privilege'), [['shop-task', 'fail']]);
  });

  it('a cluster of the same name in another account is another: how the one of the service logs is unknown', async () => {
    const arn = 'arn:aws:ecs:eu-west-1:444455556666:cluster/shop';
    const { configuration, ...envelope } = JSON.parse(fixture('cluster'));
    const other = { ...envelope, accountId: '444455556666', arn, configuration: { ...configuration, Arn: arn } };
    const { results } = await check({ 'items.json': JSON.stringify([JSON.parse(fixture('service')), other]) });
    const audited = results.filter(({ control }) => control === 'service-exec-audited');
    assert.deepEqual(
      audited.map(({ verdict }) => verdict),
      ['unknown'],
    );
  });

  it('a listener of an internal load balancer: the finding is less severe, as in a template', async () => {
    const listener = {
      accountId: '111122223333',
      awsRegion: 'eu-west-1',
      configurationItemStatus: 'OK',
      resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
      resourceId: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shop/50dc6c495c0c9188/f2f7dc8e',
      configuration: {
        LoadBalancerArn: JSON.parse(fixture('load-balancer')).arn,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [
          { Type: 'forward', TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/b' },
        ],
      },
    };
    const alone = await check({ 'listener.json': JSON.stringify(listener) });
    assert.deepEqual(
      alone.results.map(({ verdict, severity }) => [verdict, severity]),
      [['fail', 'high']],
    );
    const both = await check({ 'both.json': JSON.stringify([listener, JSON.parse(fixture('load-balancer'))]) });
    assert.deepEqual(
      both.results.map(({ verdict, severity }) => [verdict, severity]),
      [['fail', 'medium']],
    );
  });
});
