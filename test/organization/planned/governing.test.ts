import assert from 'node:assert/strict';
import { SANDBOX, SHOP } from '../plan/support.js';
import { planOf, type Situation } from './support.js';

interface Case extends Situation {
  readonly name: string;
  /** What is in force from where on: `control at /place`. */
  readonly expected: readonly string[];
}

const inForce = (situation: Situation): string[] =>
  planOf(situation)
    .governing.map(({ control, place }) => `${control.id} at ${place.path}`)
    .toSorted();

const CASES: readonly Case[] = [
  { name: 'no target', targets: [], expected: [] },
  { name: 'a target without policies', targets: [{ unit: '/Workloads' }], expected: [] },
  {
    name: 'a deny brings the guardrails with it',
    targets: [{ unit: '/Workloads', policies: ['deny-root'] }],
    expected: ['deny-root at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'guardrails stand at the top of a path alone',
    targets: [
      { unit: '/Workloads/Sandbox', policies: ['deny-exec'] },
      { unit: '/', policies: ['deny-root'] },
      { unit: '/Workloads', policies: ['deny-regions'] },
    ],
    expected: [
      'deny-exec at /Workloads/Sandbox',
      'deny-regions at /Workloads',
      'deny-root at /',
      'protect-guardrails at /',
    ],
  },
  {
    name: 'guardrails stand at the top of each path',
    targets: [
      { unit: '/Workloads', policies: ['deny-root'] },
      { unit: '/Security', policies: ['deny-root'] },
    ],
    expected: [
      'deny-root at /Security',
      'deny-root at /Workloads',
      'protect-guardrails at /Security',
      'protect-guardrails at /Workloads',
    ],
  },
  {
    name: 'a target above that has parameters alone is no top',
    targets: [
      { unit: '/', parameters: { regions: ['eu-west-1'] } },
      { unit: '/Workloads', policies: ['deny-regions'] },
    ],
    expected: ['deny-regions at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'guardrails that are named are there once',
    targets: [{ unit: '/Workloads', policies: ['protect-guardrails', 'deny-root'] }],
    expected: ['deny-root at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'a document that denies nothing needs no guardrails',
    targets: [{ unit: '/Workloads', policies: ['same-tags'] }],
    expected: ['same-tags at /Workloads'],
  },
  {
    name: 'the guard of a document is a deny',
    targets: [{ unit: '/Workloads', policies: ['declare-images'] }],
    expected: ['declare-images at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: "a document of one's own is not generated, and knows no exemption of ours",
    targets: [{ unit: '/Workloads', policies: ['./own.json'] }],
    expected: [],
  },
  {
    name: 'a control that is off is nowhere',
    targets: [{ unit: '/Workloads', policies: ['deny-root', 'deny-exec'] }],
    configuration: { controls: { 'deny-exec': { enabled: false, parameters: {} } } },
    expected: ['deny-root at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'a deny that is off needs no guardrails',
    targets: [{ unit: '/Workloads', policies: ['deny-exec'] }],
    configuration: { controls: { 'deny-exec': { enabled: false, parameters: {} } } },
    expected: [],
  },
  {
    name: 'a deny that is off is no top of a path',
    targets: [
      { unit: '/', policies: ['deny-exec'] },
      { unit: '/Workloads', policies: ['deny-root'] },
    ],
    configuration: { controls: { 'deny-exec': { enabled: false, parameters: {} } } },
    expected: ['deny-root at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'other parameters below govern what is inherited',
    targets: [
      {
        unit: '/Workloads',
        policies: ['deny-regions', 'deny-root'],
        parameters: { regions: ['eu-west-1', 'eu-north-1'] },
      },
      { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-north-1'] } },
    ],
    expected: [
      'deny-regions at /Workloads',
      'deny-regions at /Workloads/Sandbox',
      'deny-root at /Workloads',
      'protect-guardrails at /Workloads',
    ],
  },
  {
    name: 'the same parameters below change nothing',
    targets: [
      { unit: '/Workloads', policies: ['deny-regions'] },
      { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-west-1'] } },
    ],
    expected: ['deny-regions at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'parameters of what is not inherited add nothing',
    targets: [
      { unit: '/Workloads', policies: ['deny-root'] },
      { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-north-1'] } },
      { unit: '/Security', controls: { 'deny-exec': { parameters: { action: 'ecs:StopTask' } } } },
    ],
    expected: ['deny-root at /Workloads', 'protect-guardrails at /Workloads'],
  },
  {
    name: "a control's own parameter below governs what is inherited",
    targets: [
      { unit: '/', policies: ['deny-exec'] },
      { unit: '/Workloads', controls: { 'deny-exec': { parameters: { action: 'ecs:*' } } } },
    ],
    expected: ['deny-exec at /', 'deny-exec at /Workloads', 'protect-guardrails at /'],
  },
  {
    name: 'exempt roles of a unit change its guardrails',
    targets: [
      { unit: '/', policies: ['deny-root'] },
      { unit: '/Workloads', parameters: { exemptRoles: ['arn:*:iam::*:role/batch'] } },
    ],
    expected: ['deny-root at /', 'protect-guardrails at /', 'protect-guardrails at /Workloads'],
  },
  {
    name: 'an override is compared with the nearest above, not with the root',
    targets: [
      { unit: '/', policies: ['deny-exec'] },
      { unit: '/Workloads', controls: { 'deny-exec': { parameters: { action: 'ecs:*' } } } },
      { unit: '/Workloads/Sandbox', controls: { 'deny-exec': { parameters: { action: 'ecs:*' } } } },
    ],
    expected: ['deny-exec at /', 'deny-exec at /Workloads', 'protect-guardrails at /'],
  },
  {
    name: 'ids and account numbers name places, too',
    targets: [
      { unit: SANDBOX, policies: ['deny-root'] },
      { unit: SHOP, policies: ['deny-root'] },
    ],
    expected: [
      'deny-root at /Workloads/Sandbox',
      'deny-root at /Workloads/shop',
      'protect-guardrails at /Workloads/Sandbox',
      'protect-guardrails at /Workloads/shop',
    ],
  },
];

describe('what governs where', () => {
  for (const { name, expected, ...situation } of CASES) {
    it(name, () => assert.deepEqual(inForce(situation), expected.toSorted()));
  }

  it('gives each place its parameters, the nearest last', () => {
    const { governing } = planOf({
      configuration: {
        parameters: { regions: ['eu-west-1'], platformRoles: ['arn:*:iam::*:role/platform'] },
        controls: { 'deny-exec': { enabled: true, parameters: { action: 'ecs:RunTask' } } },
        organization: { deploymentRole: 'arn:*:iam::*:role/ringfence-deploy' },
      },
      targets: [
        { unit: '/Workloads/Sandbox', policies: ['deny-exec'], parameters: { regions: ['eu-north-1'] } },
        { unit: '/', parameters: { regions: ['eu-south-1'], breakGlassRoles: ['arn:*:iam::*:role/break-glass'] } },
        { unit: '/Workloads', controls: { 'deny-exec': { parameters: { action: 'ecs:StopTask' } } } },
      ],
    });
    const inputs = governing.find(({ control }) => control.id === 'deny-exec')?.inputs;
    assert.deepEqual(inputs?.shared.regions, ['eu-north-1'], 'the unit itself');
    assert.deepEqual(inputs?.shared.platformRoles, ['arn:*:iam::*:role/platform'], '`parameters`');
    assert.deepEqual(inputs?.shared.requiredTags, [], 'the default');
    assert.deepEqual(inputs?.own, { action: 'ecs:StopTask' }, 'the unit above, not `controls`');
    assert.deepEqual(inputs?.exemptions.slice(0, 2), [
      'arn:*:iam::*:role/break-glass',
      'arn:*:iam::*:role/ringfence-deploy',
    ]);
  });

  it('says what an override overrides', () => {
    const { governing } = planOf({
      targets: [
        { unit: '/', policies: ['deny-regions'] },
        { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-north-1'] } },
      ],
    });
    const [above, below] = governing.filter(({ control }) => control.id === 'deny-regions');
    assert.equal(above?.above, null);
    assert.equal(below?.above, above);
  });
});
