// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import assert from 'node:assert/strict';
import { derivedContext } from '../../../src/scp/derived-context.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import type { Level } from '../../../src/scp/level.js';
import type { PolicyType, StatementDocument } from '../../../src/scp/policy.js';
import type { Request } from '../../../src/scp/request.js';
import { policyOf } from '../support/policy-of.js';

const FULL: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const ROLE = 'arn:aws:iam::222222222222:role/app';

/** Levels from the root down, each a list of policies, each a list of statements. */
const levels = (type: PolicyType, ...all: StatementDocument[][][]): Level[] =>
  all.map((policies, depth) => ({
    target: ['r-exam', 'ou-exam-workloads', '222222222222'][depth] ?? `ou-${depth}`,
    name: '/',
    policies: policies.map((statements, index) => ({
      id: `p-${depth}${index}`,
      name: `policy ${depth}.${index}`,
      policy: policyOf(statements, { type }),
    })),
  }));

const request = (parts: Partial<Omit<Request, 'context'>> & { context?: Record<string, string[]> } = {}): Request => ({
  action: 'ecs:DeleteCluster',
  resource: 'arn:aws:ecs:eu-west-1:222222222222:cluster/web',
  principal: ROLE,
  ...parts,
  context: new Map(Object.entries(parts.context ?? {})),
});

const scp = (...all: StatementDocument[][][]) =>
  compile(levels('SERVICE_CONTROL_POLICY', ...all), {
    type: 'SERVICE_CONTROL_POLICY',
    managementAccount: '111111111111',
  });

const rcp = (statements: StatementDocument[], resourceAccount?: string) =>
  compile(levels('RESOURCE_CONTROL_POLICY', [statements]), {
    type: 'RESOURCE_CONTROL_POLICY',
    managementAccount: '111111111111',
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
  });

const deny = (rest: Partial<StatementDocument> = {}): StatementDocument => ({
  Sid: 'No',
  Effect: 'Deny',
  ...(rest.NotAction ? {} : { Action: 'ecs:Delete*' }),
  ...(rest.NotResource ? {} : { Resource: '*' }),
  ...rest,
});

describe('decisions of service control policies', () => {
  it('need an allow at every level', () => {
    assert.equal(scp([[FULL]], [[FULL]], [[FULL]]).decide(request()), 'allow');
    for (const gap of [0, 1, 2]) {
      const all = [0, 1, 2].map((depth) => (depth === gap ? [[{ ...FULL, Action: 's3:*' }]] : [[FULL]]));
      assert.equal(scp(...all).decide(request()), 'deny', `no allow at level ${gap}`);
    }
    assert.equal(scp([[FULL]], []).decide(request()), 'deny', 'no policy at a level');
  });

  it('let two policies of one level allow together', () => {
    const parts = [[{ ...FULL, Action: 'ecs:*' }], [{ ...FULL, Action: 's3:*' }]];
    assert.equal(scp(parts, [[FULL]]).decide(request()), 'allow');
  });

  it('let a deny win at any level', () => {
    for (const at of [0, 1, 2]) {
      const all = [0, 1, 2].map((depth) => (depth === at ? [[FULL], [deny()]] : [[FULL]]));
      assert.equal(scp(...all).decide(request()), 'deny', `deny at level ${at}`);
    }
  });

  const speaking: [
    name: string,
    statement: Partial<StatementDocument>,
    parts: Parameters<typeof request>[0],
    expected: string,
  ][] = [
    ['the action in another case', {}, { action: 'ECS:deletecluster' }, 'deny'],
    ['another action', {}, { action: 'ecs:CreateCluster' }, 'allow'],
    ['a wildcard in the service', { Action: 'e*:DeleteCluster' }, {}, 'deny'],
    ['NotAction that has it', { NotAction: ['ecs:*'] }, {}, 'allow'],
    ['NotAction that lacks it', { NotAction: ['iam:*'] }, {}, 'deny'],
    ['the resource', { Resource: 'arn:aws:ecs:*:*:cluster/w?b' }, {}, 'deny'],
    ['another resource', { Resource: 'arn:aws:ecs:*:*:cluster/api' }, {}, 'allow'],
    ['a resource in another case', { Resource: 'arn:aws:ecs:*:*:cluster/WEB' }, {}, 'allow'],
    ['NotResource that covers it', { NotResource: 'arn:aws:ecs:*' }, {}, 'allow'],
    // IAM user guide, policy variables with no value: such a pattern covers no resource.
    [
      'NotResource with a variable that has no value',
      { NotResource: 'arn:aws:ecs:*:*:cluster/${aws:username}' },
      {},
      'deny',
    ],
    [
      'NotResource whose other pattern covers it',
      { NotResource: ['arn:aws:ecs:*:*:cluster/${aws:username}', 'arn:aws:ecs:*:*:cluster/web'] },
      {},
      'allow',
    ],
    [
      'a condition that holds',
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
      { context: { 'aws:requestedregion': ['eu-west-1'] } },
      'deny',
    ],
    [
      'a condition that does not',
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
      { context: { 'aws:requestedregion': ['us-east-1'] } },
      'allow',
    ],
    [
      'one of two conditions that does not',
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'aws:x': 'y' } } },
      { context: { 'aws:requestedregion': ['eu-west-1'] } },
      'allow',
    ],
  ];
  for (const [name, statement, parts, expected] of speaking) {
    it(`${name}: ${expected}`, () => assert.equal(scp([[FULL], [deny(statement)]]).decide(request(parts)), expected));
  }

  const outside: [name: string, principal: string, expected: string][] = [
    ['the management account', 'arn:aws:iam::111111111111:role/app', 'allow'],
    ["the management account's root user", 'arn:aws:iam::111111111111:root', 'allow'],
    [
      'a service-linked role',
      'arn:aws:iam::222222222222:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      'allow',
    ],
    ['a service principal', 'cloudtrail.amazonaws.com', 'allow'],
    ['the root user of a member account', 'arn:aws:iam::222222222222:root', 'deny'],
    ['a role with a name like a service-linked one', 'arn:aws:iam::222222222222:role/AWSServiceRoleForECS', 'deny'],
    ['a role with the name of the management account', 'arn:aws:iam::222222222222:role/111111111111', 'deny'],
    ['a delegated administrator', 'arn:aws:iam::333333333333:role/admin', 'deny'],
  ];
  for (const [name, principal, expected] of outside) {
    it(`${name}: ${expected}`, () => assert.equal(scp([[FULL], [deny()]]).decide(request({ principal })), expected));
  }

  it('leave principals of other organizations alone, where the organization is known', () => {
    const context = { 'aws:principalorgid': ['o-otherother1'] };
    const reach = { type: 'SERVICE_CONTROL_POLICY', managementAccount: '111111111111' } as const;
    const all = levels('SERVICE_CONTROL_POLICY', [[FULL], [deny()]]);
    const own = compile(all, { ...reach, organizationId: 'o-exampleorg1' });
    assert.equal(own.decide(request({ context })), 'allow');
    assert.equal(own.decide(request({ context: { 'aws:principalorgid': ['o-exampleorg1'] } })), 'deny');
    assert.equal(own.decide(request()), 'deny');
    assert.equal(compile(all, reach).decide(request({ context })), 'deny');
  });

  it('leave the actions alone that no policy controls', () => {
    const all = scp([[FULL], [deny({ Action: '*' })]]);
    for (const action of ['sts:GetCallerIdentity', 'STS:getsessiontoken'])
      assert.equal(all.decide(request({ action })), 'allow', action);
    assert.equal(all.decide(request({ action: 'sts:AssumeRole' })), 'deny');
    assert.equal(
      rcp([deny({ Principal: '*', Action: '*' })]).decide(request({ action: 'sts:GetCallerIdentity' })),
      'allow',
    );
  });

  it('leave the services alone that AWS names', () => {
    const all = scp([[FULL], [deny({ Action: '*' })]]);
    assert.equal(all.decide(request({ action: 'MechanicalTurk:CreateHIT' })), 'allow');
    assert.match(all.explain(request({ action: 'mechanicalturk:CreateHIT' })).outside ?? '', /mechanicalturk/);
  });
});

describe('decisions of resource control policies', () => {
  const perimeter = deny({ Principal: '*', Action: ['s3:*', 'kms:*'] });
  const cases: [name: string, parts: Parameters<typeof request>[0], owner: string, expected: string][] = [
    ['a service that they reach', { action: 's3:GetObject' }, '222222222222', 'deny'],
    [
      'a principal of somebody else',
      { action: 's3:GetObject', principal: 'arn:aws:iam::999999999999:role/x' },
      '222222222222',
      'deny',
    ],
    [
      'the management account as principal',
      { action: 's3:GetObject', principal: 'arn:aws:iam::111111111111:role/x' },
      '222222222222',
      'deny',
    ],
    ['a resource of the management account', { action: 's3:GetObject' }, '111111111111', 'allow'],
    ['kms:RetireGrant', { action: 'kms:RetireGrant' }, '222222222222', 'allow'],
    [
      'a service-linked role',
      { action: 's3:GetObject', principal: 'arn:aws:iam::222222222222:role/aws-service-role/x/y' },
      '222222222222',
      'allow',
    ],
  ];
  for (const [name, parts, owner, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(rcp([perimeter], owner).decide(request(parts)), expected));
  }

  it("take the account of the resource's ARN where nothing else says whose it is", () => {
    const resource = 'arn:aws:sqs:eu-west-1:111111111111:jobs';
    const queue = deny({ Principal: '*', Action: 'sqs:*' });
    assert.equal(rcp([queue]).decide(request({ action: 'sqs:SendMessage', resource })), 'allow');
    assert.equal(rcp([queue], '222222222222').decide(request({ action: 'sqs:SendMessage', resource })), 'deny');
  });

  it('apply to service principals, as to everybody else', () => {
    const principal = 'cloudtrail.amazonaws.com';
    assert.equal(rcp([perimeter], '222222222222').decide(request({ action: 's3:PutObject', principal })), 'deny');
  });

  it('a service that they do not reach: allow', () => {
    assert.equal(rcp([deny({ Principal: '*' })]).decide(request()), 'allow');
  });
});

describe('explanations', () => {
  it('name every statement that denies, and where it is attached', () => {
    const explained = scp([[FULL], [deny()]], [[FULL], [deny({ Action: '*', Sid: 'All' })]]).explain(request());
    assert.equal(explained.explicit, true);
    assert.deepEqual(explained.by, [
      { policy: 'p-01', name: 'policy 0.1', statement: 'No', target: 'r-exam' },
      { policy: 'p-11', name: 'policy 1.1', statement: 'All', target: 'ou-exam-workloads' },
    ]);
    assert.deepEqual(explained.levels, [
      { target: 'r-exam', allowed: true },
      { target: 'ou-exam-workloads', allowed: true },
    ]);
  });

  it('say at which level no allow is', () => {
    const explained = scp([[FULL]], [[{ ...FULL, Action: 's3:*' }]]).explain(request());
    assert.deepEqual([explained.decision, explained.explicit], ['deny', false]);
    assert.deepEqual(explained.levels[1], { target: 'ou-exam-workloads', allowed: false });
  });

  it('name the nearest deny, the condition that did not hold and the value', () => {
    const region = deny({ Sid: 'Region', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } });
    const far = deny({ Sid: 'Far', Resource: 'arn:x', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } });
    const context = { 'aws:requestedregion': ['eu-west-1'] };
    const explained = scp([[FULL], [far, region]]).explain(request({ context }));
    assert.equal(explained.nearest?.statement.statement, 'Region');
    assert.equal(
      explained.nearest?.why,
      'its condition StringNotEquals on `aws:RequestedRegion` does not hold: the request has `eu-west-1`',
    );
    assert.deepEqual(explained.missingContext, ['aws:MultiFactorAuthPresent']);
  });

  it('say why policies do not reach a request', () => {
    const explained = scp([[FULL], [deny()]]).explain(request({ principal: 'arn:aws:iam::111111111111:root' }));
    assert.equal(explained.decision, 'allow');
    assert.match(explained.outside ?? '', /management account/);
  });

  it('decide as decide does', () => {
    const decider = scp(
      [[FULL], [deny({ Condition: { Bool: { 'aws:x': 'true' } } })]],
      [[{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }]],
    );
    for (const action of ['ecs:DeleteCluster', 'iam:GetRole', 'ecs:RunTask']) {
      for (const value of [['true'], ['false'], null]) {
        const asked = request({ action, ...(value === null ? {} : { context: { 'aws:x': value } }) });
        assert.equal(decider.explain(asked).decision, decider.decide(asked));
      }
    }
  });
});

describe('derivedContext', () => {
  const organization = { id: 'o-exampleorg1', path: 'o-exampleorg1/r-exam/ou-exam-workloads/' };
  const derived = (principal: string, action = 'ecs:RunTask', region: string | null = null) =>
    Object.fromEntries(derivedContext({ principal, action, region, organization }));

  it('knows of a role', () => {
    assert.deepEqual(derived(ROLE, 'ecs:RunTask', 'eu-west-1'), {
      'aws:requestedregion': ['eu-west-1'],
      'aws:principalisawsservice': ['false'],
      'aws:principalarn': [ROLE],
      'aws:principalaccount': ['222222222222'],
      'aws:principalorgid': ['o-exampleorg1'],
      'aws:principalorgpaths': ['o-exampleorg1/r-exam/ou-exam-workloads/'],
      'aws:principaltype': ['AssumedRole'],
    });
  });

  const principals: [principal: string, type: string | undefined, username: string | undefined][] = [
    ['arn:aws:iam::222222222222:user/path/ann', 'User', 'ann'],
    ['arn:aws:iam::222222222222:role/team/app', 'AssumedRole', undefined],
    ['arn:aws:iam::222222222222:root', 'Account', undefined],
    ['arn:aws:sts::222222222222:federated-user/bob', 'FederatedUser', undefined],
    ['arn:aws:iam::222222222222:group/readers', undefined, undefined],
  ];
  for (const [principal, type, username] of principals) {
    it(`knows of ${principal}`, () => {
      const context = derived(principal);
      assert.deepEqual(context['aws:principalarn'], [principal]);
      assert.deepEqual(context['aws:principaltype'], type === undefined ? undefined : [type]);
      assert.deepEqual(context['aws:username'], username === undefined ? undefined : [username]);
    });
  }

  it('knows the role of a session, without a path', () => {
    const context = derived('arn:aws-cn:sts::222222222222:assumed-role/app/a:session');
    assert.deepEqual(context['aws:principalarn'], ['arn:aws-cn:iam::222222222222:role/app']);
    assert.deepEqual(context['aws:principaltype'], ['AssumedRole']);
    assert.deepEqual(context['aws:principalaccount'], ['222222222222']);
  });

  it('knows a service principal as one', () => {
    assert.deepEqual(derived('cloudtrail.amazonaws.com', 's3:PutObject', 'eu-west-1'), {
      'aws:requestedregion': ['eu-west-1'],
      'aws:principalisawsservice': ['true'],
    });
  });

  it('knows the region of global services where none is given', () => {
    assert.deepEqual(derived(ROLE, 'iam:CreateRole')['aws:requestedregion'], ['us-east-1']);
    assert.deepEqual(derived(ROLE, 'iam:CreateRole', 'eu-west-1')['aws:requestedregion'], ['eu-west-1']);
    assert.equal(derived(ROLE)['aws:requestedregion'], undefined);
  });
});
