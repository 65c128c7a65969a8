import { carries } from '../catalogue/carries.js';
import type { Catalogue, CatalogueAction } from '../catalogue/catalogue.js';
import type { Domain } from './candidates.js';
import { RESOURCE } from './probe.js';
import { formatSteps, shapeSteps } from './steps.js';

/** What a proof may rest on, besides the policies. */
export interface Fact {
  readonly id: string;
  readonly text: string;
  readonly source: string;
}

export const FACTS = {
  principal: {
    id: 'principal-arn',
    text: 'aws:PrincipalArn is there, and is the ARN of a role (with its path, also for a session), a user, a root user or a federated user with an account number of 12 digits',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
  },
  region: {
    id: 'requested-region',
    text: 'aws:RequestedRegion is there, with one value',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion',
  },
  organization: {
    id: 'own-organization',
    text: 'aws:PrincipalOrgID is that of the organization',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  },
  service: {
    id: 'no-service-principal',
    text: 'service control policies never see service principals: aws:PrincipalIsAWSService is false',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  },
  resources: {
    id: 'resource-formats',
    text: 'the resource has one of the forms that the IAM catalogue gives for the action, and is `*` where it has none',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html',
  },
  keys: {
    id: 'carried-keys',
    text: 'a key that the action does not carry, by the IAM catalogue, is absent',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html',
  },
  single: {
    id: 'single-values',
    text: 'a key that the catalogue has as single-valued has one value at most',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  },
} as const satisfies Record<string, Fact>;

/** What the domains are taken from. */
export interface World {
  readonly catalogue: Catalogue;
  /** `o-…`; null where it is not known. */
  readonly organizationId: string | null;
  readonly managementAccount: string;
}

/** Principals that service control policies do not reach: they are left out of every question. */
const outsiders = ({ managementAccount }: World): Domain['without'] => [
  [{ kind: 'many' }, ...shapeSteps(':role/aws-service-role/'), { kind: 'many' }],
  [
    ...shapeSteps('arn:*:iam::'),
    ...shapeSteps(managementAccount),
    { kind: 'character', character: ':' },
    { kind: 'many' },
  ],
];

const PRINCIPALS = [
  'arn:*:iam::############:role/',
  'arn:*:iam::############:user/',
  'arn:*:sts::############:federated-user/',
];

const principalShapes = [
  ...PRINCIPALS.map((shape) => [...shapeSteps(shape), { kind: 'one' as const }, { kind: 'many' as const }]),
  shapeSteps('arn:*:iam::############:root'),
];

const ANY: Omit<Domain, 'id'> = { absent: true, several: false, shapes: null, without: [] };

/** What a value of a dimension may be when nothing is relied on but whom the policies reach, and how many values a key has. */
export function plainDomain(dimension: string, world: World): Domain {
  if (dimension === RESOURCE) return { ...ANY, id: 'any resource', absent: false };
  if (dimension === 'aws:principalarn') return { ...ANY, id: 'any principal', without: outsiders(world) };
  const several = world.catalogue.key(dimension)?.multivalued ?? true;
  return { ...ANY, id: several ? 'any values' : 'any value', several };
}

/** The same, by the facts. @param action null for one that does not exist yet */
export function factualDomain(
  dimension: string,
  action: CatalogueAction | null,
  world: World,
): Domain & { readonly fact: Fact | null } {
  const plain = plainDomain(dimension, world);
  if (dimension === RESOURCE) return resourceDomain(plain, action);
  switch (dimension) {
    case 'aws:principalarn':
      return { ...plain, id: 'principals', absent: false, shapes: principalShapes, fact: FACTS.principal };
    case 'aws:requestedregion':
      return {
        ...plain,
        id: 'regions',
        absent: false,
        shapes: [[{ kind: 'one' }, { kind: 'many' }]],
        fact: FACTS.region,
      };
    case 'aws:principalisawsservice':
      return { ...plain, id: 'false', absent: false, shapes: [shapeSteps('false')], fact: FACTS.service };
    case 'aws:principalorgid':
      return organizationDomain(plain, world);
    default:
      return keyDomain(plain, dimension, action, world);
  }
}

function resourceDomain(plain: Domain, action: CatalogueAction | null): Domain & { readonly fact: Fact | null } {
  if (!action || action.addedFrom !== null) return { ...plain, fact: null };
  const formats = action.resourceTypes.flatMap(({ arns }) => arns);
  const shapes = formats.length > 0 ? formats.map(formatSteps) : [[{ kind: 'character' as const, character: '*' }]];
  return { ...plain, id: `resources ${formats.join(' ')}`, shapes, fact: FACTS.resources };
}

function organizationDomain(plain: Domain, { organizationId }: World): Domain & { readonly fact: Fact | null } {
  if (organizationId === null) return { ...plain, fact: null };
  return {
    ...plain,
    id: organizationId,
    absent: false,
    shapes: [shapeSteps(organizationId)],
    fact: FACTS.organization,
  };
}

function keyDomain(
  plain: Domain,
  dimension: string,
  action: CatalogueAction | null,
  { catalogue }: World,
): Domain & { readonly fact: Fact | null } {
  if (!action || carries(catalogue, action, dimension) !== false) return { ...plain, fact: null };
  return { ...plain, id: 'absent', shapes: [], fact: FACTS.keys };
}
