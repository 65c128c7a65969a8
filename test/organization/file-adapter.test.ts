import assert from 'node:assert/strict';
import type { Call } from '../../src/organization/call.js';
import type { PortError } from '../../src/organization/port-error.js';
import { AWS_QUOTAS, type Quotas } from '../../src/organization/quotas.js';
import type { Organization, OrganizationPolicy } from '../../src/organization/tree.js';
import { memoryOrganization } from '../support/organizations.js';
import { denying, FULL, foreign, organizationWith, ROOT, SANDBOX, SHOP, WORKLOADS } from './plan/support.js';

const own: OrganizationPolicy = { ...foreign('p-own0000001'), content: denying('ecs:ExecuteCommand') };
const RCP = denying('ecr:*').replaceAll('"Effect"', '"Principal":"*","Effect"');
const create = (parts: Partial<Extract<Call, { operation: 'CreatePolicy' }>> = {}): Call => ({
  operation: 'CreatePolicy',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'new',
  description: 'made',
  content: denying('ecs:RunTask'),
  tags: {},
  ...parts,
});
const attach = (policy: string, target: string): Call => ({ operation: 'AttachPolicy', policy, target });
const detach = (policy: string, target: string): Call => ({ operation: 'DetachPolicy', policy, target });
const update = (policy: string, name: string, content = own.content): Call => ({
  operation: 'UpdatePolicy',
  policy,
  name,
  content,
});
const small = (quota: Partial<Quotas['SERVICE_CONTROL_POLICY']>): Quotas => ({
  ...AWS_QUOTAS,
  SERVICE_CONTROL_POLICY: { ...AWS_QUOTAS.SERVICE_CONTROL_POLICY, ...quota },
});

interface Case {
  readonly what: string;
  readonly call: Call;
  /** `NAME` or `NAME REASON`, and the kind. */
  readonly error: string;
  readonly kind: PortError['kind'];
  readonly organization?: Organization;
  readonly quotas?: Quotas;
}

const attached = organizationWith({ [WORKLOADS]: [own] });
const withRcp: Organization = {
  ...attached,
  policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED', RESOURCE_CONTROL_POLICY: 'ENABLED' },
  root: { ...attached.root, policies: [FULL.id, 'p-RCPFullAWSAccess'] },
  policies: new Map([
    ...attached.policies,
    [
      'p-RCPFullAWSAccess',
      { ...FULL, id: 'p-RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', name: 'RCPFullAWSAccess' },
    ],
  ]),
};

const REFUSED: readonly Case[] = [
  {
    what: 'a name that another policy of the type has',
    call: create({ name: own.name }),
    error: 'DuplicatePolicyException',
    kind: 'conflict',
  },
  {
    what: 'a new name that another policy of the type has',
    call: update(own.id, 'FullAWSAccess'),
    error: 'DuplicatePolicyException',
    kind: 'conflict',
  },
  {
    what: 'a document that is not JSON',
    call: create({ content: 'Version: 1' }),
    error: 'MalformedPolicyDocumentException',
    kind: 'invalid',
  },
  {
    what: 'a service control policy with a principal',
    call: create({ content: RCP }),
    error: 'MalformedPolicyDocumentException',
    kind: 'invalid',
  },
  {
    what: 'a resource control policy without a principal',
    call: create({ type: 'RESOURCE_CONTROL_POLICY' }),
    error: 'MalformedPolicyDocumentException',
    kind: 'invalid',
  },
  {
    what: 'a declarative policy that is a list',
    call: create({ type: 'DECLARATIVE_POLICY_EC2', content: '[]' }),
    error: 'MalformedPolicyDocumentException',
    kind: 'invalid',
  },
  {
    what: 'a document above the quota',
    call: create(),
    quotas: small({ characters: denying('ecs:RunTask').length - 1 }),
    error: 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED',
    kind: 'quota',
  },
  {
    what: 'an update above the quota',
    call: update(own.id, own.name),
    quotas: small({ characters: own.content.length - 1 }),
    error: 'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED',
    kind: 'quota',
  },
  {
    what: 'one policy more than an organization takes',
    call: create(),
    quotas: small({ policies: 1 }),
    error: 'ConstraintViolationException POLICY_NUMBER_LIMIT_EXCEEDED',
    kind: 'quota',
  },
  {
    what: 'a name of 129 characters',
    call: create({ name: 'n'.repeat(129) }),
    error: 'InvalidInputException MAX_LENGTH_EXCEEDED',
    kind: 'invalid',
  },
  {
    what: 'a tag with a comma',
    call: create({ tags: { a: '1,2' } }),
    error: 'InvalidInputException INVALID_PATTERN',
    kind: 'invalid',
  },
  {
    what: 'an update of what is not there',
    call: update('p-none000000', 'x'),
    error: 'PolicyNotFoundException',
    kind: 'not-found',
  },
  {
    what: "an update of AWS's own",
    call: update(FULL.id, 'x'),
    error: 'InvalidInputException IMMUTABLE_POLICY',
    kind: 'invalid',
  },
  {
    what: "a deletion of AWS's own",
    call: { operation: 'DeletePolicy', policy: FULL.id },
    error: 'InvalidInputException IMMUTABLE_POLICY',
    kind: 'invalid',
  },
  {
    what: 'a deletion of what is attached',
    call: { operation: 'DeletePolicy', policy: own.id },
    error: 'PolicyInUseException',
    kind: 'conflict',
  },
  {
    what: 'a deletion of what is gone',
    call: { operation: 'DeletePolicy', policy: 'p-none000000' },
    error: 'PolicyNotFoundException',
    kind: 'done-already',
  },
  {
    what: 'one policy more than a target takes',
    call: attach(own.id, SHOP),
    quotas: small({ perTarget: 1 }),
    error: 'ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    kind: 'quota',
  },
  {
    what: 'an attachment that is there',
    call: attach(own.id, WORKLOADS),
    error: 'DuplicatePolicyAttachmentException',
    kind: 'done-already',
  },
  {
    what: 'an attachment of what is not there',
    call: attach('p-none000000', WORKLOADS),
    error: 'PolicyNotFoundException',
    kind: 'not-found',
  },
  {
    what: 'an attachment to nothing',
    call: attach(own.id, 'ou-exam-none0000'),
    error: 'TargetNotFoundException',
    kind: 'not-found',
  },
  {
    what: 'an attachment of a type that is not enabled',
    call: attach(own.id, SANDBOX),
    organization: { ...attached, policyTypes: {} },
    error: 'PolicyTypeNotEnabledException',
    kind: 'not-possible',
  },
  {
    what: 'an attachment of a type that is being enabled',
    call: attach(own.id, SANDBOX),
    organization: { ...attached, policyTypes: { SERVICE_CONTROL_POLICY: 'PENDING_ENABLE' } },
    error: 'PolicyTypeNotEnabledException',
    kind: 'not-possible',
  },
  {
    what: 'the last service control policy',
    call: detach(FULL.id, SHOP),
    error: 'ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    kind: 'not-possible',
  },
  {
    what: 'a detachment of what is not attached',
    call: detach(own.id, SHOP),
    error: 'PolicyNotAttachedException',
    kind: 'done-already',
  },
  {
    what: 'the resource control policy of AWS',
    call: detach('p-RCPFullAWSAccess', ROOT),
    organization: withRcp,
    error: 'InvalidInputException NON_DETACHABLE_POLICY',
    kind: 'invalid',
  },
  {
    what: 'a type that is enabled',
    call: { operation: 'EnablePolicyType', type: 'SERVICE_CONTROL_POLICY' },
    error: 'PolicyTypeAlreadyEnabledException',
    kind: 'done-already',
  },
  {
    what: 'a type without all features',
    call: { operation: 'EnablePolicyType', type: 'TAG_POLICY' },
    organization: { ...attached, features: 'CONSOLIDATED_BILLING' },
    error: 'PolicyTypeNotAvailableForOrganizationException',
    kind: 'not-possible',
  },
  {
    what: 'a policy without all features',
    call: create(),
    organization: { ...attached, features: 'CONSOLIDATED_BILLING' },
    error: 'PolicyTypeNotAvailableForOrganizationException',
    kind: 'not-possible',
  },
  {
    what: 'a tag on nothing',
    call: { operation: 'TagResource', resource: 'p-none000000', tags: { a: 'b' } },
    error: 'TargetNotFoundException',
    kind: 'not-found',
  },
  {
    what: 'a fifty-first tag',
    call: {
      operation: 'TagResource',
      resource: ROOT,
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ''])),
    },
    error: 'ConstraintViolationException MAX_TAG_LIMIT_EXCEEDED',
    kind: 'quota',
  },
];

describe('an organization file refuses, as AWS does,', () => {
  for (const { what, call, error, kind, organization = attached, quotas } of REFUSED) {
    it(what, async () => {
      const { port, file } = memoryOrganization(organization, quotas);
      const before = file.text;
      const answer = await port.change(call);
      assert.equal([answer.error?.name, answer.error?.reason].filter((part) => part != null).join(' '), error);
      assert.equal(answer.error?.kind, kind);
      assert.equal(answer.error?.operation, call.operation);
      assert.equal(file.text, before);
    });
  }
});

describe('an organization file', () => {
  const make = async (call: Call, organization = attached): Promise<Organization> => {
    const memory = memoryOrganization(organization);
    const answer = await memory.port.change(call);
    assert.equal(answer.error, undefined);
    return memory.now();
  };

  it('creates policies under ids that depend on type and name alone', async () => {
    const ids = await Promise.all(
      [attached, organizationWith()].map(
        async (organization) => (await memoryOrganization(organization).port.change(create())).value,
      ),
    );
    assert.match(ids[0] ?? '', /^p-[0-9a-f]{10}$/);
    assert.equal(ids[0], ids[1]);
    const { policies } = await make(create({ tags: { team: 'x' } }));
    const made = policies.get(ids[0] ?? '');
    assert.deepEqual(made, {
      id: ids[0],
      type: 'SERVICE_CONTROL_POLICY',
      name: 'new',
      description: 'made',
      awsManaged: false,
      content: denying('ecs:RunTask'),
      tags: { team: 'x' },
    });
  });

  it('gives another id where a policy that was renamed has it', async () => {
    const { port } = memoryOrganization(attached);
    const first = (await port.change(create())).value ?? '';
    await port.change(update(first, 'renamed'));
    const second = (await port.change(create())).value ?? '';
    assert.notEqual(second, first);
    assert.equal((await port.policy(first)).value?.name, 'renamed');
  });

  it('takes a document of exactly as many characters as the quota, and as many policies at a target', async () => {
    const quotas = small({ characters: own.content.length, perTarget: 3 });
    const { port } = memoryOrganization(attached, quotas);
    assert.equal((await port.change(update(own.id, own.name))).error, undefined);
    assert.equal((await port.change(attach(own.id, SHOP))).error, undefined);
  });

  it('takes the same name in another type', async () => {
    const { port } = memoryOrganization(attached);
    const made = await port.change(create({ name: own.name, type: 'RESOURCE_CONTROL_POLICY', content: RCP }));
    assert.equal(made.error, undefined);
  });

  it('attaches and detaches at units and accounts', async () => {
    const { root } = await make(attach(own.id, SHOP));
    assert.deepEqual(root.units[0]?.accounts[0]?.policies, [FULL.id, own.id]);
    const after = await make(detach(own.id, WORKLOADS));
    assert.deepEqual(after.root.units[0]?.policies, [FULL.id]);
  });

  it('lets a replacement stand in for FullAWSAccess', async () => {
    assert.deepEqual((await make(detach(FULL.id, WORKLOADS))).root.units[0]?.policies, [own.id]);
  });

  it('attaches RCPFullAWSAccess everywhere when the type is enabled', async () => {
    const { root, policyTypes, policies } = await make({
      operation: 'EnablePolicyType',
      type: 'RESOURCE_CONTROL_POLICY',
    });
    assert.equal(policyTypes.RESOURCE_CONTROL_POLICY, 'ENABLED');
    assert.equal(policies.get('p-RCPFullAWSAccess')?.awsManaged, true);
    for (const target of [root, root.accounts[0], root.units[0], root.units[0]?.accounts[0], root.units[0]?.units[0]])
      assert.ok(target?.policies.includes('p-RCPFullAWSAccess'));
  });

  it('enables a type that has no policy of AWS', async () => {
    assert.equal((await make({ operation: 'EnablePolicyType', type: 'TAG_POLICY' })).policyTypes.TAG_POLICY, 'ENABLED');
  });

  it('keeps tags that are not named', async () => {
    const { port } = memoryOrganization(attached);
    await port.change({ operation: 'TagResource', resource: ROOT, tags: { a: '1', b: '2' } });
    await port.change({ operation: 'TagResource', resource: ROOT, tags: { b: '3' } });
    await port.change({ operation: 'UntagResource', resource: ROOT, keys: ['a', 'none'] });
    assert.deepEqual((await port.tagsOf(ROOT)).value, { b: '3' });
  });

  it('keeps services with trusted access', async () => {
    const { port } = memoryOrganization(attached);
    for (const service of ['b.amazonaws.com', 'a.amazonaws.com', 'b.amazonaws.com'])
      await port.change({ operation: 'EnableAWSServiceAccess', service });
    assert.deepEqual((await port.trustedServices()).value, ['a.amazonaws.com', 'b.amazonaws.com']);
  });

  it('answers what is asked of it', async () => {
    const { port } = memoryOrganization(attached);
    assert.deepEqual((await port.about()).value, {
      id: 'o-exampleorg1',
      source: 'organization.json',
      caller: null,
      endpoint: null,
    });
    assert.equal((await port.read()).value?.apiCalls, 0);
    assert.equal((await port.policyNamed('SERVICE_CONTROL_POLICY', own.name)).value?.id, own.id);
    assert.equal((await port.policyNamed('TAG_POLICY', own.name)).value, null);
    assert.equal((await port.policy('p-none000000')).value, null);
    assert.deepEqual((await port.attachedTo(WORKLOADS, 'SERVICE_CONTROL_POLICY')).value, [FULL.id, own.id]);
    assert.deepEqual((await port.attachedTo(WORKLOADS, 'TAG_POLICY')).value, []);
    assert.equal((await port.attachedTo('ou-exam-none0000', 'TAG_POLICY')).error?.name, 'TargetNotFoundException');
  });

  it('sees what somebody else writes into it', async () => {
    const { port, file } = memoryOrganization(attached);
    await port.read();
    file.text = file.text.replace('"shop"', '"store"');
    const { value } = await port.read();
    assert.equal(value?.organization.root.units[0]?.accounts[0]?.name, 'store');
  });

  it('says where it is broken', async () => {
    const { port, file } = memoryOrganization(attached);
    file.text = file.text.replace('"ALL"', '"SOME"');
    const { error } = await port.read();
    assert.equal(error?.kind, 'invalid');
    assert.match(error?.message ?? '', /^organization\.json:6:17: /);
  });
});
