import assert from 'node:assert/strict';
import { SHOP } from '../plan/support.js';
import { planOf, type Situation } from './support.js';

interface Case extends Situation {
  readonly name: string;
  /** Each problem has all of these words. */
  readonly expected: readonly (readonly string[])[];
}

const off = { enabled: false, parameters: {} };

const CASES: readonly Case[] = [
  {
    name: 'a unit that is not there, and the nearest',
    targets: [{ unit: '/Workload', policies: ['deny-root'] }],
    expected: [['`/Workload`', 'did you mean `/Workloads`?']],
  },
  {
    name: 'a policy that is not there, and the nearest',
    targets: [{ unit: '/Workloads', policies: ['deny-rot'] }],
    expected: [['`/Workloads`', '`deny-rot`', 'did you mean `deny-root`?']],
  },
  {
    name: 'a policy that is not there, and none is near',
    targets: [{ unit: '/Workloads', policies: ['something-else-altogether'] }],
    expected: [['`/Workloads`', 'there is no organization policy `something-else-altogether`']],
  },
  {
    name: 'a parameter that is not set',
    targets: [{ unit: '/Workloads', policies: ['deny-regions'] }],
    configuration: { parameters: {} },
    expected: [['`deny-regions` at `/Workloads`', '`regions`', 'parameters:']],
  },
  {
    name: 'a parameter that is set elsewhere alone',
    targets: [
      { unit: '/Workloads', policies: ['deny-regions'] },
      { unit: '/Security', parameters: { regions: ['eu-west-1'] } },
    ],
    configuration: { parameters: {} },
    expected: [['`deny-regions` at `/Workloads`', '`regions`']],
  },
  {
    name: 'a parameter that a unit empties',
    targets: [
      { unit: '/Workloads', policies: ['deny-regions'] },
      { unit: '/Workloads/Sandbox', parameters: { regions: [] } },
    ],
    expected: [['`deny-regions` at `/Workloads/Sandbox`', '`regions`']],
  },
  {
    name: 'several mistakes at once, each said once',
    targets: [
      { unit: '/Nowhere' },
      { unit: '/Workloads', policies: ['deny-rot', 'deny-regions'] },
      { unit: '/Workloads', policies: ['deny-rot'] },
    ],
    configuration: { parameters: {} },
    expected: [['`/Nowhere`'], ['`deny-rot`'], ['`deny-regions`']],
  },
  {
    name: 'guardrails that are turned off',
    targets: [{ unit: '/Workloads', policies: ['deny-root'] }],
    configuration: { controls: { 'protect-guardrails': off } },
    expected: [['`protect-guardrails`', 'turned off']],
  },
  {
    name: 'more characters than a slot has',
    targets: [{ unit: '/Workloads', policies: ['deny-root', 'deny-exec', 'deny-regions'] }],
    // Guardrails alone fit; the four together need two documents.
    quotas: { SERVICE_CONTROL_POLICY: { characters: 500, perTarget: 2, reserved: 1 } },
    expected: [['`/Workloads`', '500', '1 slots', '`protect-guardrails`', '`deny-root`']],
  },
  {
    name: 'a statement that no document can hold',
    targets: [{ unit: '/Workloads', policies: ['deny-root'] }],
    quotas: { SERVICE_CONTROL_POLICY: { characters: 300 } },
    expected: [['`/Workloads`', '`Guardrails`', '`protect-guardrails`', '300']],
  },
  {
    name: 'everything reserved for others',
    targets: [{ unit: '/Workloads', policies: ['deny-root'] }],
    quotas: { SERVICE_CONTROL_POLICY: { perTarget: 2 } },
    expected: [['`/Workloads`', 'reserved', 'SERVICE_CONTROL_POLICY']],
  },
  {
    name: 'a document of another type that is too long',
    targets: [{ unit: '/Workloads', policies: ['same-tags'] }],
    // {"tags":{"owner":{"tag_value":{"@@assign":[]}}}}
    quotas: { TAG_POLICY: { characters: 47 } },
    expected: [['`/Workloads`', '`same-tags`', '48', '47', 'TAG_POLICY']],
  },
  {
    name: 'a region more than a deny above allows',
    targets: [
      { unit: '/Workloads', policies: ['deny-regions'] },
      { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-west-1', 'eu-north-1'] } },
    ],
    expected: [['`deny-regions` at `/Workloads/Sandbox`', '`regions`', '`/Workloads`']],
  },
  {
    name: 'another region than the one that a deny above allows',
    targets: [
      { unit: '/Workloads', policies: ['deny-regions'] },
      { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-north-1'] } },
    ],
    expected: [['`deny-regions` at `/Workloads/Sandbox`', '`regions`', '`/Workloads`']],
  },
  {
    name: 'fewer actions denied than above',
    targets: [
      { unit: '/', policies: ['deny-exec'], controls: { 'deny-exec': { parameters: { action: 'ecs:*' } } } },
      { unit: '/Workloads', controls: { 'deny-exec': { parameters: { action: 'ecs:ExecuteCommand' } } } },
    ],
    expected: [['`deny-exec` at `/Workloads`', '`action`', '`/`']],
  },
  {
    name: 'two statements of one name',
    targets: [{ unit: '/Workloads', policies: ['deny-root', './own.json'] }],
    files: new Map([
      [
        './own.json',
        {
          text: '{"Version":"2012-10-17","Statement":[{"Sid":"DenyRoot","Effect":"Deny","Action":"*","Resource":"*"}]}',
        },
      ],
    ]),
    expected: [['`/Workloads`', '`DenyRoot`', '`./own.json`', '`deny-root`']],
  },
];

describe('what cannot be planned', () => {
  for (const { name, expected, ...situation } of CASES) {
    it(name, () => {
      const { problems } = planOf(situation);
      assert.equal(problems.length, expected.length, problems.join('\n'));
      for (const [index, words] of expected.entries()) {
        for (const word of words) assert.ok(problems[index]?.includes(word), `${word} in: ${problems[index]}`);
      }
    });
  }

  it('is not what is narrower below', () => {
    const { problems } = planOf({
      targets: [
        { unit: '/', policies: ['deny-exec', 'same-tags'] },
        { unit: '/Workloads', controls: { 'deny-exec': { parameters: { action: 'ecs:*' } } } },
        { unit: '/Workloads/Sandbox', parameters: { requiredTags: ['team'] } },
      ],
    });
    assert.deepEqual(problems, []);
  });

  it('plans no document at a place that has a problem of size', () => {
    const { documents } = planOf({
      targets: [{ unit: SHOP, policies: ['deny-root'] }],
      quotas: { SERVICE_CONTROL_POLICY: { characters: 300 } },
    });
    assert.deepEqual(documents, []);
  });

  it('is nothing where the quota is just enough', () => {
    const { problems, documents } = planOf({
      targets: [{ unit: '/Workloads', policies: ['same-tags'] }],
      quotas: { TAG_POLICY: { characters: 48 } },
    });
    assert.deepEqual(problems, []);
    assert.equal(documents.length, 1);
  });

  it('uses more slots where fewer are reserved', () => {
    const { problems, documents } = planOf({
      targets: [{ unit: '/Workloads', policies: ['deny-root', 'deny-exec', 'deny-regions'] }],
      quotas: { SERVICE_CONTROL_POLICY: { characters: 500, perTarget: 2, reserved: 0 } },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      documents.map(({ name, limit }) => [name, limit]),
      [
        ['ringfence-workloads-1', 500],
        ['ringfence-workloads-2', 500],
      ],
    );
  });
});
