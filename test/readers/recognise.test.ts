import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readInput } from '../../src/readers/recognise.js';
import { inRepository } from '../support/repository.js';

const settings = (file: string) => ({ file, parameters: {} });

const TEMPLATE = 'Resources:\n  Main:\n    Type: AWS::ECS::Cluster\n';
const JSON_TEMPLATE = '{"Resources": {"Main": {"Type": "AWS::ECS::Cluster"}}}';
const TASK = '{"containerDefinitions": []}';
const PLAN = '{"format_version": "1.0", "planned_values": {}, "resource_changes": []}';

describe('Recognising an input', () => {
  const read: readonly (readonly [name: string, text: string, kind: string])[] = [
    ['a template in YAML', TEMPLATE, 'cloudformation'],
    ['a template in JSON', JSON_TEMPLATE, 'cloudformation'],
    ['a template with a byte order mark', `\uFEFF${JSON_TEMPLATE}`, 'cloudformation'],
    [
      'a template that mentions the keys of others',
      '{"Description": "\\"planned_values\\": \\"containerDefinitions\\":", "Resources": {"Main": {"Type": "AWS::ECS::Cluster", "Metadata": {"containerDefinitions": [], "planned_values": 1}}}}',
      'cloudformation',
    ],
    ['a plan', PLAN, 'terraform-plan'],
    ['a plan with a byte order mark', `\uFEFF\n${PLAN}`, 'terraform-plan'],
    ['a plan without planned values', '{"resource_changes": []}', 'terraform-plan'],
    [
      'a plan that creates task definitions',
      '{"format_version": "1.0", "planned_values": {}, "x": {"containerDefinitions": []}}',
      'terraform-plan',
    ],
    ['a task definition', TASK, 'task-definition'],
    ['a configuration item', '{"resourceType": "AWS::ECS::Cluster", "resourceId": "a"}', 'config-item'],
    ['a list of configuration items', ' [{"resourceType": "AWS::ECS::Cluster", "resourceId": "a"}]', 'config-item'],
    ['a snapshot with a byte order mark', '\uFEFF{"configurationItems": []}', 'config-item'],
    [
      'a snapshot that mentions what templates, plans and task definitions have',
      '{"configurationItems": [{"resourceType": "AWS::X::Y", "resourceId": "a", "configuration": {"Resources": {}, "planned_values": 1, "containerDefinitions": []}}]}',
      'config-item',
    ],
    [
      'a plan that mentions what items have',
      '{"format_version": "1.0", "planned_values": {}, "configurationItems": [], "resourceType": 1, "Results": []}',
      'terraform-plan',
    ],
    [
      'a task definition that mentions what items have',
      '{"containerDefinitions": [], "configurationItem": {}}',
      'task-definition',
    ],
    ['a described task definition', `{"taskDefinition": ${TASK}, "tags": []}`, 'task-definition'],
  ];
  for (const [name, text, kind] of read) {
    it(name, async () => assert.equal((await readInput(text, settings('-')))?.template?.kind, kind));
  }

  const others: readonly (readonly [name: string, text: string])[] = [
    ['nothing', ''],
    ['other JSON', '{"name": "x", "resources": []}'],
    ['a JSON list', '[{"containerDefinitions": []}]'],
    ['other YAML', 'kind: Deployment\nspec: {}\n'],
    ['broken JSON', '{"name": '],
    ['broken JSON with a key that many have', '{"resourceType": "a", "Results": '],
    ['broken YAML', 'a: [b\n c: {{ x }}'],
    ['broken YAML that mentions Resources below its top', 'a:\n  Resources: {{ x }}\n b: ['],
    ['Resources without a type', 'Resources:\n  a: 1\n'],
    ['a state', '{"format_version": "1.0", "values": {"root_module": {}}}'],
    ['containerDefinitions that are no list', '{"containerDefinitions": 1}'],
  ];
  for (const [name, text] of others) {
    it(`${name} is something else`, async () => assert.equal(await readInput(text, settings('x.yaml')), null));
  }

  const problems: readonly (readonly [name: string, text: string, file: string, message: RegExp])[] = [
    ['a truncated plan', PLAN.slice(0, -5), 'p.json', /not valid JSON/],
    ['a truncated snapshot', '{"configurationItems": [', 's.json', /not valid JSON/],
    ['a truncated list of items', '[{"configurationItemStatus": "OK"', 's.json', /not valid JSON/],
    ['a truncated task definition', TASK.slice(0, -1), 't.json', /not valid JSON/],
    ['a truncated template', JSON_TEMPLATE.slice(0, -1), 't.json', /./],
    ['a broken template in YAML', `AWSTemplateFormatVersion: '2010-09-09'\n${TEMPLATE}  bad: [`, 't.yaml', /./],
    ['a plan of a future format', '{"format_version": "2.1", "planned_values": {}}', 'p.json', /2\.x/],
    ['Terraform sources', 'resource "aws_ecs_cluster" "main" {}', 'main.tf', /terraform show -json/],
    ['Terraform sources on standard input', '# x\nresource "aws_ecs_cluster" "main" {}', '-', /terraform show -json/],
    ['OpenTofu sources', '', 'main.tofu', /tofu/],
    ['a binary plan', 'PK\u0003\u0004…', 'plan', /terraform show -json/],
    [
      'the log of a plan',
      '{"@level":"info","@message":"Terraform 1.9.5"}\n{"@level":"info"}',
      'p.json',
      /terraform show -json/,
    ],
  ];
  for (const [name, text, file, message] of problems) {
    it(`${name} is a problem`, async () => {
      const reading = await readInput(text, settings(file));
      assert.match(reading?.problem?.message ?? '', message);
      assert.equal(reading?.problem?.file, file);
    });
  }

  it('only the reader that is needed is loaded', () => {
    const loaded = (text: string): string[] => {
      const script = `
        const { readInput } = await import(${JSON.stringify(inRepository('build/src/readers/recognise.js'))});
        await readInput(${JSON.stringify(text)}, { file: '-', parameters: {} });`;
      const env = { ...process.env, NODE_DEBUG: 'esm' };
      const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
      return ['cloudformation', 'terraform-plan', 'task-definition'].filter((reader) =>
        stderr.includes(`/readers/${reader}/index.js`),
      );
    };
    assert.deepEqual(loaded(TEMPLATE), ['cloudformation']);
    assert.deepEqual(loaded(JSON_TEMPLATE), ['cloudformation']);
    assert.deepEqual(loaded(PLAN), ['terraform-plan']);
    assert.deepEqual(loaded(TASK), ['task-definition']);
    assert.deepEqual(loaded('a: b'), []);
  });
});
