import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/configuration/configuration.js';
import { configuredTree } from '../../../src/organization/configured-tree.js';
import type { Organization } from '../../../src/organization/tree.js';
import { ROOT, SANDBOX, WORKLOADS } from '../plan/support.js';
import { CONTROLS, ORGANIZATION, planOf, type Situation } from './support.js';

const BUILT_IN = [
  'arn:*:iam::*:role/AWSControlTowerExecution',
  'arn:*:iam::*:role/aws-controltower-ConfigRecorderRole',
  'arn:*:iam::*:role/aws-controltower-ForwardSnsNotificationRole',
  'arn:*:iam::*:role/AWSControlTower_VPCFlowLogsRole',
  'arn:*:iam::*:role/stacksets-exec-*',
];

const DENY_ROOT =
  '{"Sid":"DenyRoot","Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:*:iam::*:root"}}}';
const GUARDRAILS = `{"Sid":"Guardrails","Effect":"Deny","Action":"iam:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":${JSON.stringify(BUILT_IN)}}}}`;
const regions = (names: string) =>
  `{"Sid":"DenyRegions","Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":${names}}}}`;
const policy = (...statements: readonly string[]) => `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;

const names = (situation: Situation): string[] =>
  planOf(situation).documents.map(({ name, targetName }) => `${name} at ${targetName}`);

describe('plannedState', () => {
  it('packs the statements of a target into one document, as it is attached', () => {
    const { documents, problems } = planOf({ targets: [{ unit: '/Workloads', policies: ['deny-root'] }] });
    const content = policy(DENY_ROOT, GUARDRAILS);
    assert.deepEqual(problems, []);
    assert.deepEqual(documents, [
      {
        type: 'SERVICE_CONTROL_POLICY',
        name: 'ringfence-workloads-1',
        content,
        target: WORKLOADS,
        targetName: '/Workloads',
        unit: '/Workloads',
        controls: ['deny-root', 'protect-guardrails'],
        characters: content.length,
        limit: 10_240,
        statements: [
          { sid: 'DenyRoot', control: 'deny-root' },
          { sid: 'Guardrails', control: 'protect-guardrails' },
        ],
      },
    ]);
  });

  it('adds a document where a unit below is narrower, and leaves the one above', () => {
    const { documents } = planOf({
      targets: [
        { unit: '/', policies: ['deny-regions'], parameters: { regions: ['eu-west-1', 'eu-north-1'] } },
        { unit: '/Workloads', policies: ['deny-root'] },
        { unit: '/Workloads/Sandbox', parameters: { regions: ['eu-west-1'] } },
      ],
    });
    assert.deepEqual(
      documents.map(({ target, content }) => [target, content]),
      [
        [ROOT, policy(regions('["eu-west-1","eu-north-1"]'), GUARDRAILS)],
        [WORKLOADS, policy(DENY_ROOT)],
        [SANDBOX, policy(regions('"eu-west-1"'))],
      ],
    );
  });

  it('puts each type into documents of its own', () => {
    assert.deepEqual(names({ targets: [{ unit: '/', policies: ['perimeter', 'same-tags', 'declare-images'] }] }), [
      'ringfence-root-1 at /',
      'ringfence-root-rcp-1 at /',
      'ringfence-root-same-tags at /',
      'ringfence-root-declare-images at /',
    ]);
  });

  it('takes the statements of two targets at one place together', () => {
    const targets = [
      { unit: '/Workloads', policies: ['deny-root'] },
      { unit: WORKLOADS, policies: ['deny-regions'] },
    ];
    assert.deepEqual(planOf({ targets }).documents[0]?.controls, ['deny-regions', 'deny-root', 'protect-guardrails']);
    assert.equal(planOf({ targets }).documents.length, 1);
    // A path goes before an id, whichever comes first.
    for (const order of [targets, targets.toReversed()])
      assert.deepEqual(names({ targets: order }), ['ringfence-workloads-1 at /Workloads']);
  });

  it('fills a perimeter with the organization, unless another is named', () => {
    const target = { unit: '/', policies: ['perimeter'] };
    const other = { ...target, controls: { perimeter: { parameters: { organizationId: 'o-another0001' } } } };
    assert.match(planOf({ targets: [target] }).documents[0]?.content ?? '', /"aws:PrincipalOrgID":"o-exampleorg1"/);
    assert.match(planOf({ targets: [other] }).documents[0]?.content ?? '', /"aws:PrincipalOrgID":"o-another0001"/);
  });

  it('depends neither on the order of targets nor on what is attached', () => {
    const targets = [
      { unit: '/', policies: ['deny-root', 'same-tags'] },
      { unit: '/Workloads', policies: ['deny-regions', 'deny-exec'] },
    ];
    const { documents } = planOf({ targets });
    const turned = targets.map(({ unit, policies }) => ({ unit, policies: policies.toReversed() })).toReversed();
    assert.deepEqual(planOf({ targets: turned }).documents, documents);
    assert.deepEqual(planOf({ targets, controls: CONTROLS.toReversed() }).documents, documents);
  });
});

describe("documents of one's own", () => {
  const targets = [{ unit: '/Workloads', policies: ['./own.json', 'deny-root'] }];
  const withFile = (text: string) => planOf({ targets, files: new Map([['./own.json', { text }]]) });
  const OWN =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*"},\n{"Sid":"B","Effect":"Deny","Action":"iam:CreateAccessKey","Resource":"*"}]}';

  it('are packed with the others, under the name of the file', () => {
    const [document, ...others] = withFile(OWN).documents;
    assert.deepEqual(others, []);
    assert.deepEqual(document?.controls, ['./own.json', 'deny-root', 'protect-guardrails']);
    assert.deepEqual(document.statements, [
      { sid: '#1', control: './own.json' },
      { sid: 'B', control: './own.json' },
      { sid: 'DenyRoot', control: 'deny-root' },
      { sid: 'Guardrails', control: 'protect-guardrails' },
    ]);
  });

  it('may stand alone, without guardrails', () => {
    const alone = [{ unit: '/Workloads', policies: ['./own.json'] }];
    const { documents } = planOf({ targets: alone, files: new Map([['./own.json', { text: OWN }]]) });
    assert.deepEqual(
      documents.map(({ content }) => content),
      [
        policy(
          '{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}',
          '{"Sid":"B","Effect":"Deny","Action":"iam:CreateAccessKey","Resource":"*"}',
        ),
      ],
    );
  });

  it('with a mistake are a problem with its place', () => {
    const { problems } = withFile(
      '{"Version":"2012-10-17",\n "Statement":[{"Effect":"Denied","Action":"*","Resource":"*"}]}',
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^\.\/own\.json:2:\d+: /);
  });

  it('that cannot be read are a problem', () => {
    const { problems } = planOf({ targets, files: new Map([['./own.json', { problem: 'no such file' }]]) });
    assert.deepEqual(problems, ['`./own.json`: no such file']);
  });
});

describe('names of documents', () => {
  const unit = { policies: [], accounts: [], units: [], tags: {} };
  const at = (...names: readonly string[]): string[] => {
    const units = names.map((name, index) => ({ ...unit, id: `ou-exam-unit0000${index}`, name }));
    const { documents } = planOf({
      organization: { ...ORGANIZATION, root: { ...ORGANIZATION.root, units } },
      targets: names.map((name) => ({ unit: `/${name}`, policies: ['deny-root'] })),
    });
    return documents.map(({ name }) => name);
  };

  it('are those of the paths', () => {
    assert.deepEqual(at('Prod EU', 'prod-us'), ['ringfence-prod-eu-1', 'ringfence-prod-us-1']);
  });

  it('of places that would read alike differ', () => {
    const names = at('Sandbox (old)', 'Sandbox Old');
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^ringfence-sandbox-old/);
  });

  it('do not depend on the order of targets', () => {
    assert.deepEqual(at('Sandbox (old)', 'Sandbox Old'), at('Sandbox Old', 'Sandbox (old)').toReversed());
  });

  it('of places with long names differ, and leave room for the hash in the name of a policy', () => {
    const long = 'a'.repeat(127);
    const names = at(`${long}b`, `${long}c`);
    assert.equal(new Set(names).size, 2);
    // Source: PolicyName of the Organizations API; `.` and eight digits come behind.
    for (const name of names) assert.ok(name.length <= 128 - 9, name);
  });

  it('of places without a letter of ours differ', () => {
    const names = at('生产', '测试', 'Other');
    assert.equal(new Set(names).size, 3);
    for (const name of names) assert.match(name, /^ringfence-[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('do not depend on where the tree comes from', () => {
    const targets = [{ unit: '/Workloads', policies: ['deny-root'] }];
    const documents = (organization?: Organization) =>
      planOf({ targets, ...(organization && { organization }) }).documents.map(({ name, content }) => [name, content]);
    const tree = configuredTree({ ...DEFAULTS, organization: { targets } });
    assert.deepEqual(documents(tree), documents());
  });
});
