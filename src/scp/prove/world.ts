import { carriesKey } from '../catalogue/carries.js';
import type { Catalogue, CatalogueAction, ConditionKey } from '../catalogue/catalogue.js';
import type { PolicyType } from '../policy.js';
import type { Domain } from './candidates.js';
import type { FactId, Facts } from './facts.js';
import { RESOURCE } from './probe.js';
import { foldedSteps, formatSteps, shapeSteps } from './steps.js';

/** What the domains are taken from. */
export interface World {
  readonly catalogue: Catalogue;
  /** `o-…`; null where it is not known. */
  readonly organizationId: string | null;
  /** Where the account is in it, as aws:PrincipalOrgPaths has it: `o-…/r-…/ou-…/`. */
  readonly organizationPath?: string;
  readonly managementAccount: string;
}

/** Requests of which facts are known. */
export interface Known {
  readonly world: World;
  readonly type: PolicyType;
  /** Null for an action that does not exist yet, or where nothing is relied on. */
  readonly action: CatalogueAction | null;
  readonly facts: Facts;
}

export const PRINCIPAL = 'aws:principalarn';

const known = new Map<string, Domain['without']>();

/** Principals that policies do not reach are left out of every question. */
function outsiders(one: Known): Domain['without'] {
  const key = `${one.type} ${one.world.managementAccount}`;
  // Asked for each action of the catalogue.
  const made = known.get(key) ?? outsiderShapes(one);
  known.set(key, made);
  return made;
}

const outsiderShapes = ({ world, type }: Known): Domain['without'] => [
  [{ kind: 'many' }, ...shapeSteps(':role/aws-service-role/'), { kind: 'many' }],
  ...(type === 'SERVICE_CONTROL_POLICY'
    ? [
        [
          ...['arn', '*', '*', '*'].flatMap((part) => shapeSteps(`${part}:`)),
          ...shapeSteps(world.managementAccount),
          { kind: 'many' } as const,
        ],
      ]
    : []),
];

const PRINCIPALS = [
  'arn:+:iam::############:role/',
  'arn:+:iam::############:user/',
  'arn:+:sts::############:federated-user/',
];

const principalShapes = [
  ...PRINCIPALS.map((shape) => [...shapeSteps(shape), { kind: 'one' as const }, { kind: 'many' as const }]),
  shapeSteps('arn:+:iam::############:root'),
];

/** The values that a dimension may have, by the facts that are relied on, and which of them say something of it. */
export function domainOf(
  dimension: string,
  known: Known,
): { readonly domain: Domain; readonly used: readonly FactId[] } {
  let domain = plainDomain(dimension, known);
  const used: FactId[] = [];
  for (const [id, narrower] of narrowings(dimension, known)) {
    if (!known.facts.has(id)) continue;
    domain = {
      ...domain,
      ...narrower,
      id: `${domain.id} ${id}${id === 'resource-formats' ? formatsOf(known).join() : ''}`,
    };
    used.push(id);
  }
  return { domain, used };
}

/** Whether actions differ in what is known of a dimension. */
export function dependsOnAction(dimension: string, { catalogue }: World): boolean {
  if (dimension === RESOURCE) return true;
  const key = catalogue.key(dimension);
  return key !== undefined && carriesKey(WITHOUT_KEYS, key) === false;
}

const WITHOUT_KEYS: CatalogueAction = { name: '', accessLevel: '', resourceTypes: [], keys: [], addedFrom: null };

/** Nothing is relied on but whom the policies reach, and how many values a key has. */
function plainDomain(dimension: string, known: Known): Domain {
  const isLast = known.facts.size > 0;
  const any = { absent: true, several: false, shapes: null, within: null, ordered: true, without: [], isLast };
  if (dimension === RESOURCE) return { ...any, id: `resource ${isLast}`, absent: false };
  if (dimension === PRINCIPAL) return { ...any, id: `principal ${known.type} ${isLast}`, without: outsiders(known) };
  const several = known.world.catalogue.key(dimension)?.multivalued ?? true;
  return { ...any, id: `${several ? 'values' : 'value'} ${isLast}`, several };
}

type Narrowing = readonly [FactId, Partial<Domain>];

function narrowings(dimension: string, known: Known): Narrowing[] {
  if (dimension === RESOURCE) return resourceNarrowing(known);
  switch (dimension) {
    case PRINCIPAL:
      return [['principal-arn', { absent: false, shapes: principalShapes }]];
    case 'aws:requestedregion':
      return [['requested-region', { absent: false, shapes: [[{ kind: 'one' }, { kind: 'many' }]] }]];
    case 'aws:principalisawsservice':
      return [['no-service-principal', { absent: false, shapes: [shapeSteps('false')] }]];
    case 'aws:principalorgid':
      return organizationNarrowing(known.world.organizationId);
    case 'aws:principalorgpaths':
      return organizationNarrowing(known.world.organizationPath ?? null);
    default:
      return keyNarrowings(dimension, known);
  }
}

const organizationNarrowing = (own: string | null): Narrowing[] =>
  own === null ? [] : [['own-organization', { absent: false, several: false, shapes: [shapeSteps(own)] }]];

function resourceNarrowing(known: Known): Narrowing[] {
  const formats = formatsOf(known);
  return formats.length === 0 ? [] : [['resource-formats', { shapes: formats.map(formatSteps) }]];
}

/** Formats of the action's resources; `*` where it need have none; empty where they are not known. */
function formatsOf({ action }: Known): string[] {
  if (!action || action.addedFrom !== null) return [];
  const formats = action.resourceTypes.flatMap(({ arns }) => arns);
  return action.resourceTypes.some(({ required }) => required) ? formats : [...formats, '*'];
}

function keyNarrowings(dimension: string, { action, world }: Known): Narrowing[] {
  const key = world.catalogue.key(dimension);
  if (!key) return [];
  const shapes = shapesOf(key);
  return [
    ...(shapes ? [['key-types', shapes] as const] : []),
    ...(key.present === 'always' ? [['always-present', { absent: false }] as const] : []),
    ...(action && carriesKey(action, key) === false
      ? [['carried-keys', { absent: true, shapes: [], ordered: false }] as const]
      : []),
  ];
}

/** What is typed ARN is not narrowed: some keys of that type have a name as their value. */
function shapesOf({ type }: ConditionKey): Partial<Domain> | null {
  switch (type) {
    case 'Bool':
      return { shapes: ['true', 'false'].map((text) => foldedSteps(shapeSteps(text))), ordered: false };
    case 'Numeric':
      return { ordered: 'number' };
    case 'Date':
      return { ordered: 'date' };
    case 'IPAddress':
      return { ordered: 'address' };
    default:
      return null;
  }
}
