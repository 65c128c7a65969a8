import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgedControls, preparationFor } from '../../src/check/judged-control.js';
import { controls } from '../../src/controls/index.js';
import { isSame } from '../../src/language/value.js';
import { readCloudFormation } from '../../src/readers/cloudformation/index.js';
import type { Resource } from '../../src/resources/resource.js';
import { select } from '../support/checking.js';

const preparation = preparationFor(judgedControls(controls.map((control) => select(control))));

const shown = (resources: readonly Resource[]): unknown =>
  resources.map(({ id, type, properties, condition }) => ({ id, type, properties, condition }));

/** How many resources were prepared again, where each that was not has the form of the first deployment. */
function preparedAgain(text: string): number {
  const { template } = readCloudFormation(text, { file: 'template.yaml', parameters: {} });
  assert.ok(template);
  const first = preparation.prepareNoting(template.resources);
  let count = 0;
  for (const { changes, resources } of template.variants?.() ?? []) {
    const parameters = Object.fromEntries(changes.map(({ parameter, value }) => [parameter, value]));
    const afresh = readCloudFormation(text, { file: 'template.yaml', parameters });
    assert.deepEqual(shown(resources), shown(afresh.template?.resources ?? []));
    const again = new Map([...preparation.prepareAgain(first, resources)].map(([{ id }, form]) => [id, form]));
    const expected = preparation.prepare(resources);
    for (const [id, form] of Object.entries(expected)) {
      const found = again.get(id) ?? first.prepared[id];
      assert.ok(found && isSame({ ...found }, { ...form }), `${id} where ${JSON.stringify(changes)}`);
    }
    count += again.size;
  }
  return count;
}

const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));

describe('other deployments are resolved and prepared as from the beginning', () => {
  for (const name of examples) {
    const text = readFileSync(join('examples', name), 'utf8');
    if (/^Resources:/m.test(text)) it(name, () => void preparedAgain(text));
  }

  const CASES: readonly (readonly [name: string, text: string, again: number])[] = [
    [
      'what is looked at by another',
      `Parameters: {Scheme: {Type: String, AllowedValues: [internal, internet-facing], Default: internal}}
Resources:
  Balancer: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Scheme: {Ref: Scheme}}}
  Listener: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: {Ref: Balancer}, Protocol: HTTP}}
  Other: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: other}}
`,
      1,
    ],
    [
      'what comes and goes',
      `Parameters: {Tasks: {Type: String, AllowedValues: ['yes', 'no'], Default: 'yes'}}
Conditions: {HasTasks: {'Fn::Equals': [{Ref: Tasks}, 'yes']}}
Resources:
  Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: g}}
  Web:
    Type: AWS::ECS::Service
    Condition: HasTasks
    Properties: {NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [{Ref: Group}]}}}
`,
      1,
    ],
    [
      'what nobody looks at',
      `Parameters: {Days: {Type: String, AllowedValues: ['1', '2'], Default: '1'}}
Resources:
  Log: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: {Ref: Days}}}
  Task: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: task}}
`,
      0,
    ],
  ];
  for (const [name, text, again] of CASES) it(name, () => assert.equal(preparedAgain(text), again));
});
