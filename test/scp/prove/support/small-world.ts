import type { Catalogue, CatalogueAction, ConditionKey, KeyType } from '../../../../src/scp/catalogue/catalogue.js';
import type { FactId } from '../../../../src/scp/prove/facts.js';
import type { World } from '../../../../src/scp/prove/world.js';

/** A catalogue of three actions and a handful of keys, and every value of them that counts. */

const key = (name: string, type: KeyType, multivalued = false, present: ConditionKey['present'] = 'sometimes') => ({
  name,
  type,
  multivalued,
  present,
  source: 'made up',
});

const KEYS: readonly ConditionKey[] = [
  key('k:text', 'String'),
  key('k:many', 'String', true),
  key('k:number', 'Numeric'),
  key('k:flag', 'Bool'),
  key('k:day', 'Date'),
  key('k:address', 'IPAddress'),
  key('aws:PrincipalArn', 'ARN', false, 'always'),
  key('aws:PrincipalAccount', 'String', false, 'always'),
  key('aws:PrincipalType', 'String', false, 'always'),
  key('aws:RequestedRegion', 'String', false, 'always'),
  key('aws:PrincipalOrgID', 'String'),
];

const OWN = ['k:text', 'k:many', 'k:number', 'k:flag', 'k:day', 'k:address'];

const action = (name: string, keys: readonly string[], arns: readonly string[]): CatalogueAction => ({
  name,
  accessLevel: 'Write',
  resourceTypes: arns.length === 0 ? [] : [{ name: 'thing', required: true, arns }],
  keys,
  addedFrom: null,
});

const ACTIONS: readonly CatalogueAction[] = [
  action('one:Make', OWN, ['arn:${Partition}:one:${Region}:${Account}:thing/${Name}']),
  action('one:Remove', ['k:text', 'k:many'], ['arn:${Partition}:one:${Region}:${Account}:thing/${Name}']),
  action('two:List', OWN, []),
];

const byName = new Map(ACTIONS.map((one) => [one.name.toLowerCase(), one]));
const keysByName = new Map(KEYS.map((one) => [one.name.toLowerCase(), one]));

const smallCatalogue: Catalogue = {
  date: '2026-01-01',
  services: ['one', 'two'],
  actions: ACTIONS.map(({ name }) => name),
  actionsOf: (service) => ACTIONS.map(({ name }) => name).filter((name) => name.startsWith(`${service}:`)),
  action: (name) => byName.get(name.toLowerCase()),
  key: (name) => keysByName.get(name.toLowerCase()),
  keys: KEYS.map(({ name }) => name),
};

export const smallWorld: World = {
  catalogue: smallCatalogue,
  organizationId: 'o-exampleorg1',
  managementAccount: '111111111111',
};

/** A value of a key, and the facts that a request with it would break. */
export interface Possible {
  readonly values: readonly string[] | undefined;
  readonly breaks: readonly FactId[];
}

const possible = (values: readonly string[] | undefined, ...breaks: FactId[]): Possible => ({ values, breaks });

const letters = ['a', 'b', 'A', 'x'];
/** Every text of at most two of four letters. */
const TEXTS = ['', ...letters, ...letters.flatMap((one) => letters.map((other) => one + other))];
const ELEMENTS = ['a', 'b', 'ab', 'A', 'x', 'xx', ''];

/** Lists of at most three, the order not counting. */
function lists(): string[][] {
  const pairs = ELEMENTS.flatMap((one, index) => ELEMENTS.slice(index).map((other) => [one, other]));
  const triples = pairs.flatMap((pair) => ['a', 'x', 'ab'].map((third) => [...pair, third]));
  return [[], ...ELEMENTS.map((one) => [one]), ...pairs, ...triples];
}

const ROLE = 'arn:aws:iam::222222222222:role/';

/** Every value that each key may have in the small world. */
export const VALUES: Readonly<Record<string, readonly Possible[]>> = {
  'k:text': [possible(undefined), ...TEXTS.map((text) => possible([text]))],
  'k:many': [possible(undefined), ...lists().map((list) => possible(list))],
  'k:number': [
    possible(undefined),
    ...['-3', '-0.5', '0', '4', '5', '5.0', '7.5', '10', '11'].map((number) => possible([number])),
    possible(['many'], 'key-types'),
  ],
  'k:flag': [
    possible(undefined),
    ...['true', 'false', 'TRUE'].map((flag) => possible([flag])),
    possible(['yes'], 'key-types'),
  ],
  'k:day': [
    possible(undefined),
    ...['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00+02:00', '2027-01-01', '1790000000'].map(
      (day) => possible([day]),
    ),
    possible(['today'], 'key-types'),
  ],
  'k:address': [
    possible(undefined),
    ...['10.0.0.1', '10.1.0.0', '9.255.255.255', '11.0.0.0', '2001:db8::1', '::'].map((one) => possible([one])),
    possible(['home'], 'key-types'),
  ],
  'aws:requestedregion': [
    ...['eu-west-1', 'us-east-1', 'eu-x'].map((region) => possible([region])),
    possible(undefined, 'requested-region'),
  ],
  'aws:principalorgid': [
    possible(['o-exampleorg1']),
    possible(['o-otherorg123'], 'own-organization'),
    possible(undefined, 'own-organization'),
  ],
};

/** Principals, with the account and type that follow from each. */
export const PRINCIPALS: readonly { readonly arn: string; readonly account: string; readonly type: string }[] = [
  { arn: `${ROLE}a`, account: '222222222222', type: 'AssumedRole' },
  { arn: `${ROLE}ab`, account: '222222222222', type: 'AssumedRole' },
  { arn: `${ROLE}path/a`, account: '222222222222', type: 'AssumedRole' },
  { arn: 'arn:aws:iam::333333333333:role/a', account: '333333333333', type: 'AssumedRole' },
  { arn: 'arn:aws-cn:iam::222222222222:user/a', account: '222222222222', type: 'User' },
  { arn: 'arn:aws:iam::222222222222:root', account: '222222222222', type: 'Account' },
  { arn: 'arn:aws:sts::333333333333:federated-user/b', account: '333333333333', type: 'FederatedUser' },
];

/** Resources of each action, those of none of its formats with the fact that they break. */
export const RESOURCES: Readonly<Record<string, readonly (readonly [resource: string, breaks: readonly FactId[]])[]>> =
  {
    one: [
      ['arn:aws:one:eu-west-1:222222222222:thing/a', []],
      ['arn:aws:one:us-east-1:222222222222:thing/b', []],
      ['arn:aws:one::333333333333:thing/a', []],
      ['arn:aws-cn:one:cn-north-1:222222222222:thing/', []],
      ['arn:aws:one:eu-west-1:222222222222:thing/x:thing/a', []],
      ['*', ['resource-formats']],
      ['thing/a', ['resource-formats']],
      ['arn:aws:one:eu-west-1:2:x:222222222222:thing/a', ['resource-formats']],
    ],
    two: [
      ['*', []],
      ['arn:aws:one:eu-west-1:222222222222:thing/a', ['resource-formats']],
    ],
  };

/** The keys of the service that an action does not carry. */
export const isCarried = (name: string, action: string): boolean =>
  !OWN.includes(name) || (byName.get(action.toLowerCase())?.keys.includes(name) ?? true);
