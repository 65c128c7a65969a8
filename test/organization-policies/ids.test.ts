import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { organizationPolicy } from '../../src/organization-policies/define.js';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { inputsOf, missingParameters, SHARED_DEFAULTS } from '../../src/organization-policies/inputs.js';
import type { StatementPolicy } from '../../src/organization-policies/organization-policy.js';
import { controlOfSid } from '../../src/organization-policies/sids.js';

/** The catalogue of issue and interface: these ids are public. */
const IDS: Readonly<Record<string, string>> = {
  SERVICE_CONTROL_POLICY: `deny-ecs-outside-regions deny-all-outside-regions deny-root-user deny-service-public-ip
    restrict-service-subnets deny-privileged-tasks restrict-compute restrict-capacity-providers restrict-task-size
    deny-ecs-exec deny-ecs-anywhere deny-express-and-daemons protect-ecs-account-settings protect-clusters
    require-ecs-tags changes-through-pipeline restrict-task-roles protect-guardduty protect-security-hub
    protect-cloudtrail protect-config protect-eventbridge-response protect-image-registry deny-public-registry
    require-efs-encryption require-ebs-encryption protect-waf protect-shield-and-firewall-manager
    restrict-load-balancer-listeners protect-guardrails deny-leave-organization protect-log-groups`,
  RESOURCE_CONTROL_POLICY: 'registry-data-perimeter secrets-data-perimeter',
  DECLARATIVE_POLICY_EC2: 'block-public-vpc-access container-instance-defaults',
  GUARDDUTY_POLICY: 'guardduty-ecs-runtime',
  SECURITYHUB_POLICY: 'security-hub-organization',
  INSPECTOR_POLICY: 'inspector-organization',
  TAG_POLICY: 'ecs-tag-policy',
  BACKUP_POLICY: 'backup-efs',
};

/** Controls of the catalogue that gaps name and that are not built yet: nothing shows them until they are. */
const LATER: ReadonlySet<string> = new Set(
  `service-private-subnets efs-backup-enabled service-launch-type-allowed service-capacity-provider-strategy
  container-instance-recommended-image container-image-allowed-registry log-group-retention load-balancer-waf
  load-balancer-shield firewall-manager-policy security-hub-enabled security-findings-routed trail-enabled
  service-tags-propagated gateway-hardened image-scan-no-severe-findings`.split(/\s+/),
);

const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'backup-efs': ['regions'],
  'changes-through-pipeline': ['pipelineRoles'],
  'deny-all-outside-regions': ['regions'],
  'deny-ecs-outside-regions': ['regions'],
  'ecs-tag-policy': ['requiredTags'],
  'inspector-organization': ['regions'],
  'registry-data-perimeter': ['organizationId'],
  'require-ecs-tags': ['requiredTags'],
  'restrict-service-subnets': ['subnets'],
  'secrets-data-perimeter': ['organizationId'],
  'security-hub-organization': ['regions'],
};

describe('organization policies', () => {
  it('are those of the catalogue, of the kinds that it says', () => {
    const wanted = Object.entries(IDS).flatMap(([kind, ids]) => ids.split(/\s+/).map((id) => `${id} ${kind}`));
    assert.deepEqual(organizationPolicies.map(({ id, kind }) => `${id} ${kind}`).toSorted(), wanted.toSorted());
  });

  it('controls name policies that exist, and gaps name controls that exist', () => {
    const policies = new Set(organizationPolicies.map(({ id }) => id));
    const both = new Set([...policies, ...controls.map(({ id }) => id)]);
    assert.equal(both.size, controls.length + organizationPolicies.length, 'an id stands for one thing');
    for (const { id, prevention = [] } of controls)
      for (const named of prevention) assert.ok(policies.has(named), `${id}: prevention: ${named}`);
    for (const { id, gaps } of organizationPolicies)
      for (const { coveredBy } of gaps)
        for (const named of coveredBy) assert.ok(both.has(named) || LATER.has(named), `${id}: coveredBy: ${named}`);
  });

  it('ask for the parameters without which they mean nothing', () => {
    const given = { shared: SHARED_DEFAULTS, own: {}, deploymentRole: null };
    for (const control of organizationPolicies) {
      const missing = missingParameters(control, inputsOf(control, given));
      assert.deepEqual(missing, NEEDS[control.id] ?? [], control.id);
      assert.deepEqual(missingParameters(control, exampleInputs(control)), [], control.id);
    }
  });

  it('a list that is set to nothing is missing, too', () => {
    const control = organizationPolicies.find(({ id }) => id === 'restrict-compute');
    assert.ok(control);
    const inputs = exampleInputs(control, { shared: { allowedLaunchTypes: [] } });
    assert.deepEqual(missingParameters(control, inputs), ['allowedLaunchTypes']);
  });

  it('the control of a statement is known by its Sid', () => {
    const ids = ['deny-ecs-exec', 'deny-ecs', 'protect-config'];
    assert.equal(controlOfSid('DenyEcsExec', ids), 'deny-ecs-exec');
    assert.equal(controlOfSid('DenyEcsExecSessions', ids), 'deny-ecs-exec');
    assert.equal(controlOfSid('DenyEcs2', ids), 'deny-ecs');
    assert.equal(controlOfSid('ProtectConfiguration', ids), undefined);
    assert.equal(controlOfSid('', ids), undefined);
  });
});

describe('a definition', () => {
  const valid: StatementPolicy = {
    id: 'deny-something',
    practice: '6.3',
    kind: 'SERVICE_CONTROL_POLICY',
    title: '',
    why: '',
    remedy: '',
    statements: () => [],
    properties: () => [],
    gaps: [],
    sources: ['x'],
    examples: [
      { name: 'a', expect: 'allow', action: 'ecs:RunTask' },
      { name: 'b', expect: 'deny', action: 'ecs:RunTask' },
    ],
  };
  const cases: readonly [string, Partial<StatementPolicy>, RegExp][] = [
    ['an id of one word', { id: 'deny' }, /the id is/],
    ['no source', { sources: [] }, /names no source/],
    ['no denied example', { examples: valid.examples.slice(0, 1) }, /no example that is `deny`/],
    ['no allowed example', { examples: valid.examples.slice(1) }, /no example that is `allow`/],
    ['a need that is no parameter', { needs: ['region'] }, /needs `region`, which is no parameter/],
    ['an example parameter that is none', { exampleParameters: { x: 'y' } }, /set `x`/],
    [
      'the name of a shared parameter',
      { parameters: { regions: { type: 'texts', default: [], description: '' } } },
      /`regions` has the name of a shared one/,
    ],
  ];
  it('that is right is returned', () => assert.equal(organizationPolicy(valid), valid));
  for (const [name, change, message] of cases) {
    it(`with ${name} is refused`, () => {
      assert.throws(() => organizationPolicy({ ...valid, ...change }), message);
    });
  }
});
