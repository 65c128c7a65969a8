import { LAST_WAVE, type PackChange } from '../../change.js';
import type { ConformancePack } from '../../conformance-pack.js';
import { isOwnPack, type PackDeployment, type PackState } from '../../pack-deployment.js';
import { everyAccount, placesOf } from '../../places.js';
import type { Organization } from '../../tree.js';
import type { Note, PlannedWave, Refusal } from '../draft.js';
import type { DesiredPack } from './desired-pack.js';
import { packChange } from './pack-change-of.js';

/** What a plan of conformance packs is computed from, and nothing else. */
export interface PackPlanInput {
  readonly organization: Organization;
  readonly desired: readonly DesiredPack[];
  /** Whether all accounts that get packs get the same. */
  readonly oneSet: boolean;
  readonly waves: readonly PlannedWave[];
  /** Whether packs are all that is planned. */
  readonly alone: boolean;
  /** Whether a plan may turn on trusted access of AWS Config. */
  readonly mayEnable: boolean;
}

/** A wave with the accounts below its units. */
interface PackWave {
  readonly name: string;
  readonly accounts: ReadonlySet<string>;
}

/** When a change is made in its wave: who gets a pack gets it before anybody loses another. */
export type Phase = 'open' | 'close' | 'delete';
const PHASES: readonly Phase[] = ['open', 'close', 'delete'];

export const packKey = ({ region, name }: { readonly region: string; readonly name: string }): string =>
  `${region} ${name}`;

/** Changes, refusals and notes as they are found, over the packs as they are by then. */
export class PackDraft {
  readonly input: PackPlanInput;
  /** Every account, sorted. */
  readonly everyone: readonly string[];
  /** Accounts that something can be deployed to. */
  readonly active: readonly string[];
  readonly waves: readonly PackWave[];
  readonly refusals: Refusal[] = [];
  readonly notes: Note[] = [];
  readonly #own: ReadonlyMap<string, ConformancePack>;
  readonly #foreign: ReadonlySet<string>;
  readonly #now: Map<string, PackState>;
  readonly #changes: { readonly phase: Phase; readonly change: PackChange }[] = [];

  constructor(input: PackPlanInput) {
    const { organization } = input;
    const { conformancePacks } = organization.configuration;
    const accounts = everyAccount(organization);
    this.input = input;
    this.everyone = accounts.map(({ id }) => id).toSorted();
    this.active = accounts.filter(({ active }) => active).map(({ id }) => id);
    this.waves = input.waves.map(({ name, units }) => ({ name, accounts: below(organization, units) }));
    this.#own = new Map(conformancePacks.filter(isOwnPack).map((pack) => [packKey(pack), pack]));
    this.#foreign = new Set(conformancePacks.filter((pack) => !isOwnPack(pack)).map(packKey));
    this.#now = new Map(this.#own);
  }

  refuse(rule: string, message: string): void {
    this.refusals.push({ rule, message });
  }

  /** A pack of ringfence before the plan. */
  own(key: string): ConformancePack | undefined {
    return this.#own.get(key);
  }

  isForeign(key: string): boolean {
    return this.#foreign.has(key);
  }

  /** Packs of ringfence as they are after the changes so far. */
  get now(): ReadonlyMap<string, PackState> {
    return this.#now;
  }

  put(
    phase: Phase,
    at: { readonly region: string; readonly name: string; readonly wave: string },
    pack: PackDeployment,
  ) {
    const before = this.#now.get(packKey(at)) ?? null;
    this.#changes.push({ phase, change: packChange(at, before, pack, this.active) });
    this.#now.set(packKey(at), pack);
  }

  delete(at: { readonly region: string; readonly name: string }): void {
    const before = this.#now.get(packKey(at)) ?? null;
    this.#changes.push({ phase: 'delete', change: packChange({ ...at, wave: LAST_WAVE }, before, null, this.active) });
    this.#now.delete(packKey(at));
  }

  /** In the order in which they are made. */
  get changes(): readonly PackChange[] {
    const waves = [...this.waves.map(({ name }) => name), LAST_WAVE];
    return [...this.#changes]
      .toSorted(
        (one, other) =>
          waves.indexOf(one.change.wave) - waves.indexOf(other.change.wave) ||
          PHASES.indexOf(one.phase) - PHASES.indexOf(other.phase),
      )
      .map(({ change }) => change);
  }
}

/** Accounts below some units, by their ids; suspended ones too. */
function below(organization: Organization, units: readonly string[]): ReadonlySet<string> {
  const known = units.filter((unit) => placesOf(organization).has(unit));
  const accounts = everyAccount(organization).filter(({ ancestors }) => ancestors.some((id) => known.includes(id)));
  return new Set(accounts.map(({ id }) => id));
}
