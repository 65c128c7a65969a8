import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Value } from '../../../src/language/value.js';
import { readTerraformPlan } from '../../../src/readers/terraform-plan/index.js';
import { moduleCall, planJson, refersTo } from './plan.js';

const PLAN = planJson(
  [
    {
      address: 'aws_ecs_cluster.main',
      values: { name: 'main', setting: [{ name: 'containerInsights', value: 'enabled' }] },
    },
    {
      address: 'module.web["a"].aws_ecs_service.this',
      values: {
        network_configuration: [{ assign_public_ip: true, subnets: ['subnet-1', null] }],
        tags: { 'ringfence:except:x': 'a/b/c' },
      },
      unknown: { cluster: true, network_configuration: [{ subnets: [false, true] }] },
      sensitive: { tags: true },
    },
    {
      address: 'aws_iam_role.task',
      values: { inline_policy: [{ policy: '{"Statement":[]}' }] },
      unknown: { assume_role_policy: true },
      expressions: { assume_role_policy: refersTo('data.aws_iam_policy_document.d.json') },
    },
    {
      address: 'data.aws_iam_policy_document.d',
      actions: ['read'],
      values: { statement: [{ actions: ['*'], condition: [{ test: 'a', variable: 'b', values: ['c'] }] }] },
      unknown: { json: true },
    },
    { address: 'aws_security_group.g', values: { ingress: [{ cidr_blocks: ['0.0.0.0/0'], self: true }] } },
    {
      address: 'aws_ecs_task_definition.t',
      values: { container_definitions: '[{"name":"a","environment":[{}]}]' },
      sensitive: { container_definitions: true },
    },
  ],
  {
    web: moduleCall(
      { cluster: refersTo('aws_ecs_cluster.main.arn') },
      { o: { expression: refersTo('var.cluster') } },
      { 'aws_ecs_service.this': { cluster: refersTo('var.cluster') } },
    ),
  },
);

/** Every place in a JSON value, as the path of keys that leads there. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, below]) => places(below, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((element, index) => (String(index) === key ? replaced(element, rest, by) : element));
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, below]) => [name, name === key ? replaced(below, rest, by) : below]),
      )
    : value;
}

describe('A plan with anything in any place', () => {
  it('reads the tag of an exception that is a map, also one without a text', () => {
    const path = places(PLAN).find((one) => one.at(-1)?.startsWith('ringfence:except:'));
    assert.ok(path);
    const plan = JSON.parse(JSON.stringify(replaced(PLAN, path, { toString: null }))) satisfies Value;
    const { template } = readTerraformPlan(plan, { file: 'p', parameters: {} });
    assert.ok(template);
  });

  it('gives a template or a problem, and never throws', () => {
    const anywhere = fc.constantFrom(...places(PLAN));
    fc.assert(
      fc.property(fc.array(fc.tuple(anywhere, fc.jsonValue()), { minLength: 1, maxLength: 3 }), (changes) => {
        const plan = changes.reduce<unknown>((changed, [path, by]) => replaced(changed, path, by), PLAN);
        const reading = readTerraformPlan(JSON.parse(JSON.stringify(plan ?? null)) satisfies Value, {
          file: 'p',
          parameters: {},
        });
        assert.ok(reading.template ?? reading.problem);
      }),
      { numRuns: 3_000, seed: Number(process.env['RINGFENCE_SEED'] ?? 20261122) },
    );
  });
});
