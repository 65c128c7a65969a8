import type { Organization } from '../../configuration/schema.js';
import type { ConformancePackTemplate } from '../../emit/config/conformance-packs.js';
import { PACK_PARAMETER } from '../conformance-pack.js';
import { templateDigest } from '../pack-deployment.js';
import { everyAccount } from '../places.js';
import type { DesiredPack } from '../plan/packs/desired-pack.js';
import { type PackSet, type PackSources, packSets } from './pack-sets.js';

/** The conformance packs that the configuration leads to, in every region. */
export interface PlannedPacks {
  readonly packs: readonly DesiredPack[];
  /** Whether all accounts that get packs get the same. */
  readonly oneSet: boolean;
  /** What is wrong, in words; then there are no packs. */
  readonly problems: readonly string[];
}

type ConfigDelivery = Pick<NonNullable<Organization['config']>, 'regions' | 'formerRegions'>;

export const NO_PACKS: PlannedPacks = { packs: [], oneSet: true, problems: [] };

/**
 * One set of packs for each region and each distinct outcome of parameters, from which every other account is excluded:
 * an organization pack cannot be aimed at units.
 */
export function plannedPacks(sources: PackSources): PlannedPacks {
  const { config } = sources.configuration.organization;
  if (!config) return NO_PACKS;
  const { sets, problems } = packSets(sources);
  const regions = [...new Set(config.regions ?? [])].toSorted();
  const wrong = [...wrongRegions(configRegions(config)), ...problems];
  if (wrong.length > 0) return { ...NO_PACKS, problems: wrong };
  const everyone = everyAccount(sources.organization).map(({ id }) => id);
  const packs = sets.flatMap((set) => {
    const excluded = excludedFrom(set, everyone);
    const at = { regions, deliveryBucket: config.deliveryBucket ?? null, excluded };
    return set.templates.flatMap((template) => packsOf(set, template, at));
  });
  return { packs, oneSet: sets.length <= 1, problems: [] };
}

/** The regions in which packs are looked at: those that are to have some, and those that had. */
export const configRegions = ({ regions = [], formerRegions = [] }: ConfigDelivery): string[] => [
  ...new Set([...regions, ...formerRegions]),
];

function wrongRegions(regions: readonly string[]): string[] {
  if (regions.length === 0) return ['`organization.config.regions` is not set: name the regions for packs'];
  return regions
    .filter((region) => !/^[a-z]+(-[a-z]+)+-[0-9]+$/.test(region))
    .map((region) => `\`${region}\` in \`organization.config\` is no region, such as \`eu-west-1\``);
}

/** Everybody else, suspended accounts too: whatever state an account gets into, it has what it is to have. */
function excludedFrom({ accounts }: PackSet, everyone: readonly string[]): string[] {
  const inside = new Set(accounts.map(({ id }) => id));
  return everyone.filter((id) => !inside.has(id)).toSorted();
}

interface Places {
  readonly regions: readonly string[];
  readonly deliveryBucket: string | null;
  readonly excluded: readonly string[];
}

const packsOf = (
  set: PackSet,
  made: ConformancePackTemplate,
  { regions, deliveryBucket, excluded }: Places,
): DesiredPack[] =>
  regions.map((region) => ({
    region,
    name: `${made.name}${set.suffix}`,
    template: made.template,
    parameters: { ...made.parameters, [PACK_PARAMETER]: templateDigest(made.template) },
    excludedAccounts: excluded,
    deliveryBucket,
    rules: made.rules,
    resourceTypes: made.resourceTypes,
    controls: made.controls,
  }));
