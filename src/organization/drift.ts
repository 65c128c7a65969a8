import { placesOf } from './places.js';
import { type DesiredDocument, documentName, isOwned, isTampered, objectName } from './plan/desired.js';
import type { Organization, OrganizationPolicy } from './tree.js';

/** Something that is not as it was applied; `not-applied` alone is none: the configuration went on. */
export interface Drift {
  readonly kind:
    | 'changed'
    | 'missing'
    | 'attached-elsewhere'
    | 'detached'
    | 'copied-tags'
    | 'failed'
    | 'name-taken'
    | 'not-looked-at'
    | 'not-applied';
  /** The name of the policy or conformance pack. */
  readonly policy: string;
  /** Its path; null where it is not about a target. */
  readonly target: string | null;
  /** Of conformance packs alone. */
  readonly region?: string;
  readonly message: string;
}

/** What drift is judged by. */
export interface DriftInput {
  readonly organization: Organization;
  readonly desired: readonly DesiredDocument[];
  /** Units of waves, by id: what a target is about to get is attached there for a while. */
  readonly waveUnits: readonly string[];
  /** Names of policies that runs have applied, as far as journals are there. */
  readonly applied: ReadonlySet<string>;
}

/** A name that ringfence gives: `ringfence-….0123abcd`. */
const OWN_NAME = /\.[0-9a-f]{8}$/;

/** What differs from what was last applied, and what is not applied yet. */
export function driftOf(input: DriftInput): Drift[] {
  const owned = [...input.organization.policies.values()].filter(isOwned);
  return [...owned.flatMap((policy) => policyDrift(policy, input)), ...missing(owned, input)];
}

export const isDrift = ({ kind }: Drift): boolean => kind !== 'not-applied';

function policyDrift(policy: OrganizationPolicy, input: DriftInput): Drift[] {
  const { name } = policy;
  if (!OWN_NAME.test(name)) {
    return [
      {
        kind: 'copied-tags',
        policy: name,
        target: null,
        message:
          'somebody gave the tags of ringfence to a policy of his own: remove them, or `destroy` would delete it',
      },
    ];
  }
  const changed: Drift[] = isTampered(policy)
    ? [
        {
          kind: 'changed',
          policy: name,
          target: null,
          message: 'its document was edited since it was applied; the next apply puts it back',
        },
      ]
    : [];
  const targets = input.desired.filter((document) => document.name === documentName(name)).map(({ target }) => target);
  return [...changed, ...attachmentDrift(policy, targets, input)];
}

function attachmentDrift(
  policy: OrganizationPolicy,
  targets: readonly string[],
  { organization, waveUnits }: DriftInput,
): Drift[] {
  if (targets.length === 0) {
    return [
      {
        kind: 'not-applied',
        policy: policy.name,
        target: null,
        message: 'the configuration no longer has it; the next apply removes it',
      },
    ];
  }
  const places = [...placesOf(organization).values()];
  const at = places.filter(({ policies }) => policies.includes(policy.id));
  const elsewhere = at.filter(({ id }) => !targets.includes(id) && !waveUnits.includes(id));
  const detached = at.length === 0;
  return [
    ...elsewhere.map(
      ({ path }): Drift => ({
        kind: 'attached-elsewhere',
        policy: policy.name,
        target: path,
        message: 'somebody attached it here',
      }),
    ),
    ...(detached
      ? [
          {
            kind: 'detached' as const,
            policy: policy.name,
            target: null,
            message: 'somebody detached it; the next apply attaches it again',
          },
        ]
      : []),
  ];
}

/** A wanted document without an object: deleted by somebody, or not applied yet. */
function missing(owned: readonly OrganizationPolicy[], { desired, applied }: DriftInput): Drift[] {
  return desired.flatMap((document): Drift[] => {
    const name = objectName(document);
    if (owned.some((policy) => policy.name === name && policy.type === document.type)) return [];
    if (applied.has(name))
      return [
        {
          kind: 'missing',
          policy: name,
          target: document.target,
          message: 'somebody deleted it; the next apply creates it again',
        },
      ];
    return [
      {
        kind: 'not-applied',
        policy: name,
        target: document.target,
        message: 'the configuration has it, and it is not applied yet',
      },
    ];
  });
}
