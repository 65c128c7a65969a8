import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controls } from '../../src/controls/index.js';
import { loadOpaEngine } from '../../src/engines/opa/engine.js';
import type { EngineDocument, EngineVerdict } from '../../src/engines/verdict.js';
import { documentOf, seedsOf } from '../support/parity.js';
import { inRepository } from '../support/repository.js';
import { tool } from '../support/tools.js';

const REGO = inRepository('policies/rego');
const folder = mkdtempSync(join(tmpdir(), 'ringfence-opa-'));

function written(name: string, document: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
}

/** The emitted Rego with the commands that its users run. */
describe('the emitted Rego', () => {
  it('opa says what the compiled policy says of every example', async () => {
    const resources = (await Promise.all(controls.map(seedsOf))).flat();
    const document = documentOf(resources);
    const path = written('examples.json', document);
    const answer = spawnSync(
      tool('opa'),
      ['eval', '--format', 'json', '--data', REGO, '--input', path, 'data.ringfence.results'],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    assert.equal(answer.status, 0, answer.stderr);
    const { result } = JSON.parse(answer.stdout);
    const rows: [string, string, number, string][] = result[0].expressions[0].value;
    const native = rows
      .map(([control, resource, index, verdict]) => `${control} ${resource} ${index} ${verdict}`)
      .sort();
    assert.deepEqual(native, await compiled(document));
    assert.ok(native.length > resources.length);
  });

  it('takes parameters as data', () => {
    const image = (tag: string) => ({
      Resources: {
        T: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { ContainerDefinitions: [{ Name: 'a', LogConfiguration: { LogDriver: tag } }] },
        },
      },
    });
    const input = written('driver.json', image('fluentd'));
    const data = written('data.json', {
      ringfence: { parameters: { 'container-logging': { allowedLogDrivers: ['awslogs'] } } },
    });
    const query = 'count([1 | some ["container-logging", _, _, "fail"] in data.ringfence.results])';
    const count = (...more: string[]): unknown => {
      const { stdout } = spawnSync(tool('opa'), ['eval', '--data', REGO, ...more, '--input', input, query], {
        encoding: 'utf8',
      });
      return JSON.parse(stdout).result[0].expressions[0].value;
    };
    assert.equal(count(), 0);
    assert.equal(count('--data', data), 1);
  });

  it('conftest denies what fails and warns of what cannot be decided, in words', () => {
    const path = written('raw.json', {
      Resources: {
        Web: {
          Type: 'AWS::ECS::Service',
          Properties: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } },
        },
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { ContainerDefinitions: [{ Name: 'app', Privileged: { Ref: 'P' } }] },
        },
      },
    });
    const { stdout, status } = spawnSync(tool('conftest'), ['test', '--policy', REGO, '--output', 'json', path], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    const [{ failures, warnings }] = JSON.parse(stdout);
    const messages = (list: { msg: string }[], id: string): string[] =>
      list.map(({ msg }) => msg).filter((msg) => msg.includes(id));
    assert.deepEqual(messages(failures, '[service-no-public-ip]'), [
      'Web: ECS services do not assign public IP addresses. Set AssignPublicIp to DISABLED, and place the tasks in private subnets behind NAT or VPC endpoints. [service-no-public-ip]',
    ]);
    assert.deepEqual(messages(warnings, '[container-not-privileged]'), [
      'Task (app): cannot be decided from this input: Containers do not run privileged. Remove Privileged, and add only the Linux capabilities that the container needs. [container-not-privileged]',
    ]);
  });
});

async function compiled(document: EngineDocument): Promise<string[]> {
  const engine = await loadOpaEngine(readFileSync(inRepository('policies/policy.wasm')), {});
  const row = ({ control, resource, index, verdict }: EngineVerdict): string =>
    `${control} ${resource} ${index ?? -1} ${verdict}`;
  return engine.judge(document).map(row).sort();
}
