import assert from 'node:assert/strict';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  EnablePolicyTypeCommand,
  ListAccountsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { PortError } from '../../src/organization/port-error.js';
import type { Account, Organization, Unit } from '../../src/organization/tree.js';
import {
  denying,
  FULL,
  foreign,
  organizationWith,
  owned,
  ROOT,
  SHOP,
  WORKLOADS,
  wanted,
} from '../organization/plan/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { exception, recordedOrganization } from './support.js';

const own = owned(wanted('guard', denying('ecs:ExecuteCommand')), 'p-own0000001');
const attach = { operation: 'AttachPolicy', policy: own.id, target: WORKLOADS } as const;

/** 45 accounts and 25 units below Workloads, so that lists have pages; one account of each state. */
function large(): Organization {
  const small = organizationWith({ [WORKLOADS]: [own], [SHOP]: [own] }, [foreign('p-theirs0001')]);
  const states = ['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'] as const;
  const accounts = Array.from(
    { length: 45 },
    (_, index): Account => ({
      id: String(400000000000 + index),
      name: `account ${index}`,
      state: states[index] ?? 'ACTIVE',
      policies: [FULL.id],
      tags: {},
    }),
  );
  const units = Array.from(
    { length: 25 },
    (_, index): Unit => ({
      id: `ou-exam-unit${String(index).padStart(4, '0')}`,
      name: `unit ${index}`,
      policies: [FULL.id],
      accounts: [],
      units: [],
      tags: {},
    }),
  );
  const [workloads] = small.root.units;
  assert.ok(workloads);
  const root = {
    ...small.root,
    tags: { team: 'x' },
    units: [{ ...workloads, accounts: [...workloads.accounts, ...accounts], units: [...workloads.units, ...units] }],
  };
  return { ...small, root, trustedServices: ['config.amazonaws.com'] };
}

describe('AWS Organizations is read', () => {
  it('wholly, page by page, with empty pages between', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(large()));
    const { value, error } = await port.read();
    assert.equal(error, undefined);
    assert.deepEqual(value?.organization, large());
  });

  it('in requests that grow with units, policies, and pages of accounts', async () => {
    const { port, organizations } = recordedOrganization();
    const api = answerAs(organizations, memoryOrganization(large()));
    const { value } = await port.read();
    assert.equal(value?.apiCalls, api.requests);
    const sent = organizations.calls().map(({ args: [command] }) => command.constructor.name);
    const count = (name: string) => sent.filter((one) => one === `${name}Command`).length;
    // 28 units; each list has an empty page before. Workloads has 46 accounts (3 pages) and 26 units (2 pages).
    assert.equal(count('ListOrganizationalUnitsForParent'), 28 * 2 + 1);
    assert.equal(count('ListAccountsForParent'), 28 * 2 + 2);
    assert.equal(count('ListPolicies'), 15 * 2);
    assert.equal(count('DescribePolicy'), 3);
    // FullAWSAccess has 76 targets: 4 pages.
    assert.equal(count('ListTargetsForPolicy'), 5 + 2 + 2);
    // Of the root and of the two policies that are not AWS's own.
    assert.equal(count('ListTagsForResource'), 3 * 2);
    assert.equal(count('ListPoliciesForTarget'), 0);
    assert.equal(count('DescribeAccount'), 0);
  });

  it('with the older Status where State is missing', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    organizations.on(ListAccountsForParentCommand, { ParentId: ROOT }).resolves({
      Accounts: [{ Id: '444444444444', Name: 'old', Status: 'SUSPENDED' }],
    });
    const { value } = await port.read();
    assert.equal(value?.organization.root.accounts[0]?.state, 'SUSPENDED');
  });

  it('without types that the partition does not know', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    organizations
      .on(ListPoliciesCommand, { Filter: 'S3_POLICY' })
      .rejects(exception('InvalidInputException', { Reason: 'INVALID_ENUM_POLICY_TYPE' }));
    assert.equal((await port.read()).error, undefined);
  });

  it('not, where a request fails: what goes on beside it stops too', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(large()));
    organizations.on(DescribePolicyCommand).rejects(exception('AccessDeniedException'));
    const { error } = await port.read();
    assert.equal(error?.operation, 'DescribePolicy');
    assert.ok(organizations.calls().length < 30, `${organizations.calls().length}`);
    organizations.on(DescribePolicyCommand, { PolicyId: own.id }).resolves({
      Policy: {
        PolicySummary: { Id: own.id, Name: own.name, Type: own.type, AwsManaged: false },
        Content: own.content,
      },
    });
    assert.equal((await port.policy(own.id)).error, undefined);
  });

  it('not, where an account moved meanwhile', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    organizations.on(ListAccountsForParentCommand).resolves({
      Accounts: [{ Id: '444444444444', Name: 'twice', State: 'ACTIVE' }],
    });
    const { error } = await port.read();
    assert.equal(error?.kind, 'retryable');
    assert.match(error?.message ?? '', /account 444444444444 moved/);
  });

  const BROKEN: readonly (readonly [
    string,
    (mock: ReturnType<typeof recordedOrganization>['organizations']) => void,
    RegExp,
  ])[] = [
    ['without an organization', (mock) => mock.on(DescribeOrganizationCommand).resolves({}), /`FeatureSet`/],
    ['without a root', (mock) => mock.on(ListRootsCommand).resolves({ Roots: [] }), /no root/],
    [
      'of an account in a state that is not known',
      (mock) =>
        mock
          .on(ListAccountsForParentCommand)
          .callsFake(() => ({ Accounts: [{ Id: '444444444444', Name: 'x', State: 'LOST' }] })),
      /account 444444444444 has no state that is known/,
    ],
    [
      'of a policy without an id',
      (mock) => mock.on(ListPoliciesCommand).resolves({ Policies: [{ Name: 'x' }] }),
      /no `Id`/,
    ],
    [
      'of a page that refers to itself',
      (mock) => mock.on(ListTagsForResourceCommand).resolves({ NextToken: 'again' }),
      /refers to itself/,
    ],
  ];
  for (const [what, breaks, message] of BROKEN) {
    it(`not from an answer ${what}`, async () => {
      const { port, organizations } = recordedOrganization();
      answerAs(organizations, memoryOrganization(organizationWith()));
      breaks(organizations);
      const { error } = await port.read();
      assert.equal(error?.kind, 'unexpected');
      assert.match(error?.message ?? '', message);
    });
  }
});

describe('AWS Organizations is asked', () => {
  it('who asks, and where', async () => {
    const { port, organizations, sts, foreignEndpoints } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    sts.on(GetCallerIdentityCommand).resolves({ Arn: 'arn:aws:iam::111111111111:user/x' });
    const about = { id: 'o-exampleorg1', source: 'aws', caller: 'arn:aws:iam::111111111111:user/x', endpoint: null };
    assert.deepEqual((await port.about()).value, about);
    foreignEndpoints.add('http://localhost:5000');
    assert.deepEqual((await port.about()).value, { ...about, endpoint: 'http://localhost:5000' });
  });

  it('for single policies, attachments, types, services and tags', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(large()));
    assert.deepEqual((await port.policy(own.id)).value, own);
    assert.deepEqual((await port.policy(FULL.id)).value, FULL);
    assert.equal((await port.policy('p-none000000')).value, null);
    assert.deepEqual((await port.policyNamed('SERVICE_CONTROL_POLICY', own.name)).value, own);
    assert.equal((await port.policyNamed('TAG_POLICY', own.name)).value, null);
    assert.deepEqual((await port.attachedTo(SHOP, 'SERVICE_CONTROL_POLICY')).value, [FULL.id, own.id]);
    assert.equal((await port.attachedTo('555555555555', 'TAG_POLICY')).error?.kind, 'not-found');
    assert.deepEqual((await port.policyTypes()).value, { SERVICE_CONTROL_POLICY: 'ENABLED' });
    assert.deepEqual((await port.trustedServices()).value, ['config.amazonaws.com']);
    assert.deepEqual((await port.tagsOf(ROOT)).value, { team: 'x' });
  });
});

describe('a change of AWS Organizations', () => {
  it('is one request, with every member', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(organizationWith()));
    const made = await port.change({
      operation: 'CreatePolicy',
      type: 'SERVICE_CONTROL_POLICY',
      name: 'new',
      description: 'made',
      content: denying('ecs:RunTask'),
      tags: { a: 'b' },
    });
    assert.match(made.value ?? '', /^p-/);
    assert.deepEqual(
      organizations.commandCalls(CreatePolicyCommand).map(({ args: [{ input }] }) => input),
      [
        {
          Type: 'SERVICE_CONTROL_POLICY',
          Name: 'new',
          Description: 'made',
          Content: denying('ecs:RunTask'),
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      ],
    );
    await port.change({ operation: 'TagResource', resource: ROOT, tags: { lock: 'me' } });
    assert.deepEqual(organizations.commandCalls(TagResourceCommand)[0]?.args[0].input, {
      ResourceId: ROOT,
      Tags: [{ Key: 'lock', Value: 'me' }],
    });
  });

  it('that enables a type waits until it is enabled', async () => {
    const { port, organizations, clock } = recordedOrganization();
    const root = (Status: 'PENDING_ENABLE' | 'ENABLED') => ({
      Roots: [{ Id: ROOT, Name: 'Root', PolicyTypes: [{ Type: 'TAG_POLICY' as const, Status }] }],
    });
    organizations
      .on(ListRootsCommand)
      .resolvesOnce({ Roots: [{ Id: ROOT, Name: 'Root', PolicyTypes: [] }] })
      .resolvesOnce(root('PENDING_ENABLE'))
      .resolvesOnce(root('PENDING_ENABLE'))
      .resolves(root('ENABLED'));
    organizations.on(EnablePolicyTypeCommand).resolves({});
    assert.deepEqual(await port.change({ operation: 'EnablePolicyType', type: 'TAG_POLICY' }), { value: null });
    assert.equal(organizations.commandCalls(ListRootsCommand).length, 4);
    assert.ok(clock.slept >= 10_000, `${clock.slept}`);
    organizations.on(ListRootsCommand).resolves(root('PENDING_ENABLE'));
    const { error } = await port.change({ operation: 'EnablePolicyType', type: 'TAG_POLICY' });
    assert.equal(error?.kind, 'no-answer');
  });
});

interface Failing {
  readonly thrown: Error;
  readonly kind: PortError['kind'];
  readonly requests: number;
  readonly message?: RegExp;
}

const FAILING: readonly Failing[] = [
  ...[
    'ConcurrentModificationException',
    'TooManyRequestsException',
    'ServiceException',
    'PolicyChangesInProgressException',
  ].map((name): Failing => ({ thrown: exception(name), kind: 'retryable', requests: 9 })),
  {
    thrown: exception('ConstraintViolationException', { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' }),
    kind: 'quota',
    requests: 1,
  },
  { thrown: exception('DuplicatePolicyAttachmentException'), kind: 'done-already', requests: 1 },
  { thrown: exception('PolicyTypeNotEnabledException'), kind: 'not-possible', requests: 1 },
  { thrown: exception('TargetNotFoundException'), kind: 'not-found', requests: 1 },
  { thrown: exception('AWSOrganizationsNotInUseException'), kind: 'not-possible', requests: 1 },
  {
    thrown: exception('AccessDeniedException'),
    kind: 'denied',
    requests: 1,
    message: /^`organizations:AttachPolicy` is not allowed/,
  },
  {
    thrown: exception('ExpiredTokenException'),
    kind: 'credentials',
    requests: 1,
    message: /ExpiredTokenException.*log in again/,
  },
  {
    thrown: Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    }),
    kind: 'credentials',
    requests: 1,
    message: /Could not load credentials/,
  },
  {
    thrown: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    kind: 'no-answer',
    requests: 1,
    message: /no answer \(ECONNRESET\)/,
  },
  { thrown: exception('SomethingNewException'), kind: 'unexpected', requests: 1 },
];

describe('a request that fails', () => {
  for (const { thrown, kind, requests, message = /./ } of FAILING) {
    it(`with ${thrown.name} is ${kind}, after ${requests} tries`, async () => {
      const { port, organizations } = recordedOrganization();
      organizations.on(AttachPolicyCommand).rejects(thrown);
      const { error } = await port.change(attach);
      assert.equal(error?.kind, kind);
      assert.equal(error?.operation, 'AttachPolicy');
      assert.match(error?.message ?? '', message);
      assert.equal(organizations.calls().length, requests);
    });
  }

  it('for want of an answer is repeated where it only reads', async () => {
    const { port, organizations } = recordedOrganization();
    organizations.on(ListTagsForResourceCommand).rejects(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    assert.equal((await port.tagsOf(ROOT)).error?.kind, 'no-answer');
    assert.equal(organizations.calls().length, 3);
  });

  it('is repeated until it succeeds, after pauses that grow', async () => {
    const { port, organizations, clock } = recordedOrganization();
    organizations
      .on(AttachPolicyCommand)
      .rejectsOnce(exception('ConcurrentModificationException'))
      .rejectsOnce(exception('PolicyChangesInProgressException'))
      .resolves({});
    assert.deepEqual(await port.change(attach), { value: null });
    // Half (the random part) of 1 s and of 2 s; the burst of three needs no pause of its own.
    assert.equal(clock.slept, 1_500);
  });

  it('halves the rate when it is throttled, and the rate comes back', async () => {
    const { port, organizations, clock } = recordedOrganization();
    organizations.on(AttachPolicyCommand).rejectsOnce(exception('TooManyRequestsException')).resolves({});
    await port.change(attach);
    const times: number[] = [];
    for (let calls = 0; calls < 60; calls++) {
      const before = clock.slept;
      await port.change(attach);
      times.push(clock.slept - before);
    }
    assert.ok((times[0] ?? 0) > 800 && times.every((time) => time > 499), `${times}`);
    assert.ok(Math.abs((times.at(-1) ?? 0) - 500) < 1, `${times.at(-1)}`);
  });

  it('never exceeds the documented rate: a burst of 3, then 2 a second', async () => {
    const { port, organizations, clock } = recordedOrganization();
    organizations.on(AttachPolicyCommand).resolves({});
    for (let calls = 0; calls < 23; calls++) await port.change(attach);
    assert.ok(Math.abs(clock.slept - 10_000) < 1, `${clock.slept}`);
  });
});
