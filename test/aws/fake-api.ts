import type { PolicyType, Tag } from '@aws-sdk/client-organizations';
import type { Call } from '../../src/organization/call.js';
import type { Answer } from '../../src/organization/port-error.js';
import type { Organization, OrganizationPolicy, Unit } from '../../src/organization/tree.js';
import type { MemoryOrganization } from '../support/organizations.js';
import { exception, type recordedOrganization } from './support.js';

type Mock = ReturnType<typeof recordedOrganization>['organizations'];

/** What happens at each request: an error that it throws before, or after, it takes effect. */
export interface Strikes {
  before?(request: number): Error | undefined;
  after?(request: number): Error | undefined;
}

/** The members of every request that is answered here. */
interface Input {
  readonly NextToken?: string;
  readonly ParentId?: string;
  readonly PolicyId?: string;
  readonly TargetId?: string;
  readonly ResourceId?: string;
  readonly Filter?: PolicyType;
  readonly Type?: PolicyType;
  readonly PolicyType?: PolicyType;
  readonly Name?: string;
  readonly Description?: string;
  readonly Content?: string;
  readonly ServicePrincipal?: string;
  readonly Tags?: readonly Tag[];
  readonly TagKeys?: readonly string[];
}
type Table = Readonly<Record<string, (input: Input) => Promise<object>>>;

/**
 * Answers requests as AWS Organizations would for an organization that the model holds.
 * @param options.emptyPages every list begins with an empty page
 * @param options.count numbers the requests, with those of other services where they share it
 */
export function answerAs(
  mock: Mock,
  memory: MemoryOrganization,
  strikes: Strikes = {},
  { emptyPages = true, count = { requests: 0 } } = {},
): RequestCount {
  const table: Table = { ...readings(memory), ...changes(memory) };
  mock.send.callsFake(async (command) =>
    struck(strikes, count, async () => {
      const sent: object = command.input;
      const answer = table[command.constructor.name];
      if (!answer || !isInput(sent)) throw new Error(`no answer to ${command.constructor.name}`);
      return answer(emptyPages || sent.NextToken !== undefined ? sent : { ...sent, NextToken: '0' });
    }),
  );
  return count;
}

export interface RequestCount {
  readonly requests: number;
}

/** One request, numbered among all that share the count; an error before or after it takes effect. */
export async function struck(strikes: Strikes, count: { requests: number }, answer: () => Promise<object>) {
  const request = count.requests++;
  const early = strikes.before?.(request);
  if (early) throw early;
  const output = await answer();
  const late = strikes.after?.(request);
  if (late) throw late;
  return { ...output, $metadata: {} };
}

/** Every member is text or a list; each operation's own are there, since the adapter's types say so. */
const isInput = (sent: object): sent is Input =>
  Object.values(sent).every((value) => value === undefined || typeof value === 'string' || Array.isArray(value));

/** AWS's largest page. */
const PAGE = 20;

/** A page of a list; without a token, an empty one that has a token, as AWS's sometimes do. */
function page<Item, Shown>(
  name: string,
  items: readonly Item[],
  { NextToken: token }: Input,
  show: (item: Item) => Shown,
): object {
  if (token === undefined) return { [name]: [], NextToken: '0' };
  const next = Number(token) + PAGE;
  const shown = items.slice(Number(token), next).map(show);
  return { [name]: shown, ...(next < items.length && { NextToken: String(next) }) };
}

const summary = ({ id, name, type, description, awsManaged }: OrganizationPolicy) => ({
  Id: id,
  Name: name,
  Type: type,
  Description: description,
  AwsManaged: awsManaged,
});

function readings({ port }: MemoryOrganization): Table {
  const now = async (): Promise<Organization> => unwrapped(await port.read()).organization;
  const unit = async ({ ParentId }: Input): Promise<Unit> =>
    findUnit((await now()).root, ParentId ?? '') ?? notFound('TargetNotFoundException');
  const target = async ({ TargetId }: Input) =>
    everyTarget((await now()).root).find(({ id }) => id === TargetId) ?? notFound('TargetNotFoundException');
  const named = ({ id, name }: Unit) => ({ Id: id, Name: name });
  const policies = async (wanted: PolicyType | undefined) =>
    [...(await now()).policies.values()].filter(({ type }) => type === wanted);
  return {
    DescribeOrganizationCommand: async () => {
      const { id, managementAccount, features } = await now();
      return { Organization: { Id: id, MasterAccountId: managementAccount, FeatureSet: features } };
    },
    ListRootsCommand: async () => {
      const { root, policyTypes } = await now();
      return {
        Roots: [
          { ...named(root), PolicyTypes: Object.entries(policyTypes).map(([Type, Status]) => ({ Type, Status })) },
        ],
      };
    },
    ListOrganizationalUnitsForParentCommand: async (input) =>
      page('OrganizationalUnits', (await unit(input)).units, input, named),
    ListAccountsForParentCommand: async (input) =>
      page('Accounts', (await unit(input)).accounts, input, ({ id, name, state }) => ({
        Id: id,
        Name: name,
        State: state,
      })),
    ListPoliciesCommand: async (input) => page('Policies', await policies(input.Filter), input, summary),
    DescribePolicyCommand: async ({ PolicyId }) => {
      const policy = (await now()).policies.get(PolicyId ?? '') ?? notFound('PolicyNotFoundException');
      return { Policy: { PolicySummary: summary(policy), Content: policy.content } };
    },
    ListTargetsForPolicyCommand: async (input) => {
      const attached = everyTarget((await now()).root).filter((one) => one.policies.includes(input.PolicyId ?? ''));
      return page('Targets', attached, input, ({ id }) => ({ TargetId: id }));
    },
    ListPoliciesForTargetCommand: async (input) => {
      const here = (await target(input)).policies;
      const ofType = (await policies(input.Filter)).filter(({ id }) => here.includes(id));
      return page('Policies', ofType, input, summary);
    },
    ListTagsForResourceCommand: async (input) => {
      const tags = Object.entries(unwrapped(await port.tagsOf(input.ResourceId ?? '')));
      return page('Tags', tags, input, ([Key, Value]) => ({ Key, Value }));
    },
    ListAWSServiceAccessForOrganizationCommand: async (input) =>
      page('EnabledServicePrincipals', (await now()).trustedServices ?? [], input, (ServicePrincipal) => ({
        ServicePrincipal,
      })),
  };
}

const tagsOf = (tags: readonly Tag[] = []) => Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

function changes({ port }: MemoryOrganization): Table {
  const make = async (call: Call): Promise<object> => {
    unwrapped(await port.change(call));
    return {};
  };
  const type = (one: PolicyType | undefined): PolicyType => one ?? notFound('InvalidInputException');
  return {
    CreatePolicyCommand: async ({ Type, Name = '', Description = '', Content = '', Tags }) => {
      const call = { type: type(Type), name: Name, description: Description, content: Content, tags: tagsOf(Tags) };
      const id = unwrapped(await port.change({ operation: 'CreatePolicy', ...call }));
      return { Policy: { PolicySummary: { Id: id, Name, Type, AwsManaged: false }, Content } };
    },
    UpdatePolicyCommand: ({ PolicyId = '', Name = '', Content = '' }) =>
      make({ operation: 'UpdatePolicy', policy: PolicyId, name: Name, content: Content }),
    DeletePolicyCommand: ({ PolicyId = '' }) => make({ operation: 'DeletePolicy', policy: PolicyId }),
    AttachPolicyCommand: ({ PolicyId = '', TargetId = '' }) =>
      make({ operation: 'AttachPolicy', policy: PolicyId, target: TargetId }),
    DetachPolicyCommand: ({ PolicyId = '', TargetId = '' }) =>
      make({ operation: 'DetachPolicy', policy: PolicyId, target: TargetId }),
    EnablePolicyTypeCommand: ({ PolicyType }) => make({ operation: 'EnablePolicyType', type: type(PolicyType) }),
    EnableAWSServiceAccessCommand: ({ ServicePrincipal = '' }) =>
      make({ operation: 'EnableAWSServiceAccess', service: ServicePrincipal }),
    TagResourceCommand: ({ ResourceId = '', Tags }) =>
      make({ operation: 'TagResource', resource: ResourceId, tags: tagsOf(Tags) }),
    UntagResourceCommand: ({ ResourceId = '', TagKeys = [] }) =>
      make({ operation: 'UntagResource', resource: ResourceId, keys: TagKeys }),
  };
}

export function unwrapped<Value>({ value, error }: Answer<Value>): Value {
  if (!error) return value;
  throw exception(error.name, error.reason === null ? {} : { Reason: error.reason });
}

function notFound(name: string): never {
  throw exception(name);
}

const findUnit = (unit: Unit, id: string): Unit | undefined =>
  unit.id === id ? unit : unit.units.map((child) => findUnit(child, id)).find((found) => found !== undefined);

const everyTarget = (unit: Unit): readonly { readonly id: string; readonly policies: readonly string[] }[] => [
  unit,
  ...unit.accounts,
  ...unit.units.flatMap(everyTarget),
];
