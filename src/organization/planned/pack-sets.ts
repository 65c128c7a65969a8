import { type Configuration, parametersUnder } from '../../configuration/configuration.js';
import { type ConfiguredControl, selectControls } from '../../configuration/select.js';
import type { Control } from '../../controls/control.js';
import type { ConformancePackTemplate } from '../../emit/config/conformance-packs.js';
import { findTarget } from '../find-target.js';
import { type EveryAccount, everyAccount } from '../places.js';
import type { Organization } from '../tree.js';
import { unitName } from './names.js';
import type { PackTemplates } from './pack-templates.js';
import { type ConfiguredTarget, configuredTargets } from './settings.js';

/** Packs that are the same for some accounts: those with the same parameters. */
export interface PackSet {
  /** What its packs' names end with: `-workloads-production`, or nothing for accounts without an override. */
  readonly suffix: string;
  readonly templates: readonly ConformancePackTemplate[];
  readonly accounts: readonly EveryAccount[];
}

export interface PackSources {
  readonly organization: Organization;
  readonly configuration: Configuration;
  /** What `check` judges. */
  readonly controls: readonly Control[];
  readonly templates: PackTemplates;
}

interface PackSets {
  readonly sets: readonly PackSet[];
  /** What is wrong, in words; then there are none. */
  readonly problems: readonly string[];
}

/** The sets of packs that the configuration leads to: accounts whose parameters come to the same packs share one. */
export function packSets(sources: PackSources): PackSets {
  const { organization, configuration } = sources;
  const { excludeUnits = [], profile = 'essential' } = configuration.organization.config ?? {};
  const excluded = excludeUnits.map((unit) => findTarget(organization, unit));
  const { targets, problems } = configuredTargets(configuration, organization);
  const selection = { profile, controls: [], skip: [], set: [], unit: '/' };
  const { selected, problems: wrong = [] } = selectControls(configuration, sources.controls, selection);
  const all = [...excluded.filter((place) => typeof place === 'string'), ...problems, ...wrong];
  if (all.length > 0 || !selected) return { sets: [], problems: all };
  const out = new Set(excluded.flatMap((place) => (typeof place === 'string' ? [] : [place.id])));
  const accounts = everyAccount(organization).filter(({ ancestors }) => !ancestors.some((id) => out.has(id)));
  const chains = chainsOf(accounts, targets.filter(overrides));
  return setsOf(chains, selected, sources);
}

/** Accounts below the same targets that override parameters, root first. */
interface Chain {
  readonly targets: readonly ConfiguredTarget[];
  readonly accounts: EveryAccount[];
}

const overrides = ({ target }: ConfiguredTarget): boolean =>
  target.parameters !== undefined || target.controls !== undefined;

function chainsOf(accounts: readonly EveryAccount[], targets: readonly ConfiguredTarget[]): Chain[] {
  const chains = new Map<string, Chain>();
  for (const account of accounts) {
    const above = targets.filter(({ place }) => account.ancestors.includes(place.id));
    const key = above.map(({ place }) => place.id).join(' ');
    const chain = chains.get(key) ?? { targets: above, accounts: [] };
    chain.accounts.push(account);
    chains.set(key, chain);
  }
  return [...chains.values()];
}

function setsOf(
  chains: readonly Chain[],
  selected: readonly ConfiguredControl[],
  { configuration, templates }: PackSources,
): PackSets {
  const sets = new Map<string, { readonly templates: readonly ConformancePackTemplate[]; readonly chains: Chain[] }>();
  const known = new Map<string, ReturnType<PackTemplates>>();
  // Accounts whose overrides change nothing of packs are like those without any.
  for (const chain of [{ targets: [], accounts: [] }, ...chains]) {
    const under = chain.targets.map(({ target }) => target);
    const given = selected.map((one) => ({ ...one, parameters: parametersUnder(configuration, one.control, under) }));
    const parameters = JSON.stringify(given.map((one) => one.parameters));
    const made = known.get(parameters) ?? templates(given);
    known.set(parameters, made);
    if (typeof made === 'string') return { sets: [], problems: [made] };
    const key = JSON.stringify(made.map(({ name, template, parameters }) => [name, template, parameters]));
    const set = sets.get(key) ?? { templates: made, chains: [] };
    set.chains.push(chain);
    sets.set(key, set);
  }
  const units = chains.flatMap(({ targets }) => targets.map(({ target }) => target.unit));
  const named = [...sets.values()].map((set) => ({
    suffix: suffixOf(set.chains, units),
    templates: set.templates,
    accounts: set.chains.flatMap(({ accounts }) => accounts),
  }));
  return { sets: named.filter(({ accounts }) => accounts.length > 0), problems: [] };
}

/** After the first unit, by its name, that overrides for the set; a set of accounts without an override has none. */
function suffixOf(chains: readonly Chain[], units: readonly string[]): string {
  const [unit = ''] = chains.map(({ targets }) => targets.at(-1)?.target.unit ?? '').toSorted();
  return unit === '' ? '' : `-${unitName(unit, units)}`;
}
