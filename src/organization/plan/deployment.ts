import type { Configuration } from '../../configuration/configuration.js';
import type { Catalogue } from '../../scp/catalogue/catalogue.js';
import { type Change, isPackChange, LAST_WAVE, type PolicyChange } from '../change.js';
import { findTarget } from '../find-target.js';
import { placesOf } from '../places.js';
import type { PlannedPacks } from '../planned/planned-packs.js';
import type { PlannedState } from '../planned/planned-state.js';
import { allowance, keepers, mayEnable, mayEnableAll } from '../planned/settings.js';
import type { OrganizationSource, Reading } from '../port.js';
import { planChanges } from './changes.js';
import { checksum } from './checksum.js';
import type { Note, PlannedWave, Refusal } from './draft.js';
import { newlyJudged, touchedByPacks } from './packs/pack-accounts.js';
import { planPacks } from './packs/pack-changes.js';
import { safetyRefusals } from './safety.js';
import { checkSteps } from './steps.js';

/** A plan, whole. */
export interface DeploymentPlan {
  readonly checksum: string;
  readonly changes: readonly Change[];
  readonly refusals: readonly Refusal[];
  /** What could not be looked at. */
  readonly notes: readonly Note[];
  /** Accounts for which something changes. */
  readonly affected: readonly string[];
}

/** What a plan is computed from. */
export interface DeploymentInput {
  readonly about: OrganizationSource;
  readonly reading: Reading;
  readonly configuration: Configuration;
  /** What is wanted; with no documents for `destroy`. */
  readonly state: PlannedState;
  readonly packs: PlannedPacks;
  readonly catalogue: Catalogue;
  readonly version: string;
  /** How many accounts may be newly affected. */
  readonly allowAccounts: number;
}

/** The changes that lead to the planned state, and everything that speaks against them. */
export function planDeployment(input: DeploymentInput): DeploymentPlan {
  const { configuration, state, version } = input;
  const { organization } = input.reading;
  const waves = plannedWaves(input);
  const perTarget = (type: PolicyChange['kind']): number | null => allowance(configuration, type).perTarget;
  const alone = state.documents.length === 0;
  const planned = planChanges({
    organization,
    desired: state.documents,
    waves: alone ? [] : waves.waves,
    perTarget,
    mayEnable: (type) => mayEnable(configuration, type),
    version,
  });
  const packs = planPacks({
    organization,
    desired: input.packs.packs,
    oneSet: input.packs.oneSet,
    waves: waves.waves,
    alone,
    mayEnable: mayEnableAll(configuration),
  });
  const changes = inWaves([...planned.changes, ...packs.changes], waves.waves);
  const refusals = [
    ...[...state.problems, ...input.packs.problems].map((message) => ({ rule: 'configuration', message })),
    ...waves.refusals,
    ...planned.refusals,
    ...packs.refusals,
    ...(planned.changes.length > 0 ? checkSteps(organization, planned.changes, perTarget) : []),
    ...(planned.changes.length > 0 && !alone ? safety(input) : []),
    ...tooMany(input, changes),
  ];
  return {
    checksum: checksumOf(input, changes),
    changes,
    refusals: unique(refusals),
    notes: packs.notes,
    affected: affectedAccounts(input, changes),
  };
}

const checksumOf = ({ version, about, configuration, reading }: DeploymentInput, changes: readonly Change[]): string =>
  checksum({
    version,
    source: JSON.stringify(about),
    configuration: [configuration.organization, configuration.parameters, configuration.controls],
    organization: reading.organization,
    changes,
  });

/** Waves in order; in each, policies before packs. */
function inWaves(changes: readonly Change[], waves: readonly PlannedWave[]): Change[] {
  const order = [...waves.map(({ name }) => name), LAST_WAVE];
  return changes.toSorted((one, other) => order.indexOf(one.wave) - order.indexOf(other.wave));
}

function plannedWaves({ configuration, reading, state, packs }: DeploymentInput): {
  readonly waves: readonly PlannedWave[];
  readonly refusals: readonly Refusal[];
} {
  // What is only taken away is taken away at once.
  if (state.documents.length === 0 && packs.packs.length === 0) return { waves: [], refusals: [] };
  const refusals: Refusal[] = [];
  const waves = (configuration.organization.waves ?? []).map(({ name, units }) => ({
    name,
    units: units.flatMap((unit) => {
      const place = findTarget(reading.organization, unit);
      if (typeof place !== 'string') return [place.id];
      refusals.push({ rule: 'wave', message: `wave \`${name}\`: ${place}` });
      return [];
    }),
  }));
  return { waves, refusals };
}

function safety({ reading, state, catalogue, configuration }: DeploymentInput): Refusal[] {
  const quota = (type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY') => {
    const { characters, perTarget } = allowance(configuration, type);
    return { characters: characters ?? Number.MAX_SAFE_INTEGER, perTarget: perTarget ?? Number.MAX_SAFE_INTEGER };
  };
  return safetyRefusals({
    organization: reading.organization,
    state,
    catalogue,
    keepers: keepers(configuration),
    quotas: {
      SERVICE_CONTROL_POLICY: quota('SERVICE_CONTROL_POLICY'),
      RESOURCE_CONTROL_POLICY: quota('RESOURCE_CONTROL_POLICY'),
    },
  });
}

function affectedAccounts({ reading }: DeploymentInput, changes: readonly Change[]): string[] {
  const places = placesOf(reading.organization);
  const below = changes.flatMap(({ target }) => places.get(target ?? '')?.accounts ?? []);
  const judged = touchedByPacks(reading.organization, changes.filter(isPackChange));
  return [...new Set([...below, ...judged])].toSorted();
}

/** Accounts that get a policy or a pack of ringfence, and have neither yet. */
function tooMany({ reading, allowAccounts }: DeploymentInput, changes: readonly Change[]): Refusal[] {
  const places = placesOf(reading.organization);
  const owned = (id: string): boolean => {
    const tags = reading.organization.policies.get(id)?.tags ?? {};
    return tags['ringfence:version'] !== undefined;
  };
  const attached = changes
    .filter(({ action }) => action === 'attach')
    .flatMap(({ target }) => places.get(target ?? '')?.accounts ?? []);
  const judged = newlyJudged(reading.organization, changes.filter(isPackChange));
  const fresh = [...new Set([...attached, ...judged.accounts])].filter(
    (account) =>
      !judged.before.has(account) && !places.get(account)?.ancestors.some((id) => places.get(id)?.policies.some(owned)),
  );
  if (fresh.length <= allowAccounts) return [];
  const what = judged.accounts.length > 0 ? 'policies or conformance packs' : 'policies';
  return [
    {
      rule: 'accounts',
      message: `${fresh.length} accounts would come under ${what} for the first time, and ${allowAccounts} may: say --allow-accounts ${fresh.length} if that is meant`,
    },
  ];
}

const unique = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.rule} ${refusal.message}`, refusal])).values(),
];
