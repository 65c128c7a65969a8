import type { PackChange } from '../../change.js';
import type { PackDeployment, PackState } from '../../pack-deployment.js';
import { PACK_LIMITS } from '../../pack-limits.js';
import { rulesOf } from '../../pack-rules.js';
import { everyAccount } from '../../places.js';
import type { Note, Refusal } from '../draft.js';
import { coveredBy } from './pack-change-of.js';
import { type PackPlanInput, packKey } from './pack-draft.js';

interface Checked {
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
}

/**
 * Goes through a plan change by change, with what others have, and names the quotas that it exceeds at any moment:
 * organization packs of a region, packs and rules of an account. What an account has is known where recordings are.
 */
export function packQuotas(input: PackPlanInput, changes: readonly PackChange[]): Checked {
  const regions = [...new Set(changes.flatMap(({ region, pack }) => (region === null || !pack ? [] : [region])))];
  const made = regions.map((region) => regionQuotas(input, region, changes));
  return { refusals: made.flatMap(({ refusals }) => refusals), notes: made.flatMap(({ notes }) => notes) };
}

function regionQuotas(input: PackPlanInput, region: string, changes: readonly PackChange[]): Checked {
  const here = changes.filter((change) => change.region === region);
  const { conformancePacks } = input.organization.configuration;
  const packs = new Map(conformancePacks.filter((pack) => pack.region === region).map((pack) => [packKey(pack), pack]));
  const moment = new Moment(input, region, packs);
  for (const change of here) moment.make(change);
  const { packs: most } = moment;
  const refusals =
    most <= PACK_LIMITS.organizationPacks
      ? []
      : [
          {
            rule: 'quota',
            message: `\`${region}\` would have ${most} organization conformance packs, and takes ${PACK_LIMITS.organizationPacks}, those of others counted: delete some`,
          },
        ];
  return { refusals: [...refusals, ...moment.refusals(region)], notes: moment.notes(region) };
}

interface Held {
  packs: number;
  rules: number;
}

/** What there is in a region, while a plan is gone through, and the most that there was. */
class Moment {
  readonly #active: readonly string[];
  readonly #rules: ReadonlyMap<string, number>;
  readonly #there: Map<string, PackState>;
  /** By account; those alone of which something is known. */
  readonly #held: ReadonlyMap<string, Held>;
  readonly #full = { packs: new Set<string>(), rules: new Set<string>() };
  readonly #unknown = new Set<string>();
  #packs = 0;

  constructor(input: PackPlanInput, region: string, packs: ReadonlyMap<string, PackState>) {
    const { organization, desired } = input;
    this.#active = everyAccount(organization).flatMap(({ id, active }) => (active ? [id] : []));
    this.#rules = new Map(desired.map(({ template, rules }) => [template, rules]));
    this.#there = new Map(packs);
    const recordings = organization.configuration.recordings ?? [];
    this.#held = new Map(
      recordings.filter((one) => one.region === region).map(({ account, ...has }) => [account, { ...has }]),
    );
  }

  /** The most organization packs at any moment. */
  get packs(): number {
    return this.#packs;
  }

  make(change: PackChange): void {
    const key = packKey({ region: change.region ?? '', name: change.name });
    const before = this.#there.get(key) ?? null;
    if (change.pack) this.#there.set(key, change.pack);
    else this.#there.delete(key);
    this.#packs = Math.max(this.#packs, this.#there.size);
    if (this.#held.size > 0) this.#count(change.name, before, change.pack);
  }

  #count(name: string, before: PackState | null, after: PackDeployment | null): void {
    const had = new Set(before ? coveredBy(before, this.#active) : []);
    const has = new Set(after ? coveredBy(after, this.#active) : []);
    const rules = after ? this.#rulesOf(after) : 0;
    const old = before ? this.#rulesOf(before) : 0;
    if (old === null && [...had].some((id) => has.has(id))) this.#unknown.add(name);
    for (const id of new Set([...had, ...has])) {
      const held = this.#held.get(id);
      if (!held) continue;
      held.packs += Number(has.has(id)) - Number(had.has(id));
      // Rules of a template that is not known are left counted, but for those that take their place.
      const gone = had.has(id) ? (old ?? (has.has(id) ? (rules ?? 0) : 0)) : 0;
      held.rules += (has.has(id) ? (rules ?? 0) : 0) - gone;
      if (held.packs > PACK_LIMITS.accountPacks) this.#full.packs.add(id);
      if (held.rules > PACK_LIMITS.accountRules) this.#full.rules.add(id);
    }
  }

  #rulesOf({ template }: PackState): number | null {
    return template === null ? null : (this.#rules.get(template) ?? rulesOf(template)?.length ?? null);
  }

  refusals(region: string): Refusal[] {
    const limits = { packs: PACK_LIMITS.accountPacks, rules: PACK_LIMITS.accountRules };
    return (['packs', 'rules'] as const).flatMap((what) => {
      const accounts = [...this.#full[what]].toSorted();
      if (accounts.length === 0) return [];
      const name = what === 'packs' ? 'conformance packs' : 'rules of AWS Config';
      return [
        {
          rule: 'quota',
          message: `${accountsText(accounts)} in \`${region}\` would have more than ${limits[what]} ${name}, with what is there: delete some, or exclude them`,
          accounts,
        },
      ];
    });
  }

  notes(region: string): Note[] {
    const names = [...this.#unknown].map((name) => `\`${name}\``).join(', ');
    const message = `not checked: how many rules the replaced templates of ${names} in \`${region}\` had, which AWS Config does not give back; they are taken to have as many as the new ones`;
    return names === '' ? [] : [{ message }];
  }
}

const NAMED = 3;

/** Some accounts by number, and how many there are. */
export function accountsText(accounts: readonly string[]): string {
  const named = accounts.slice(0, NAMED).map((id) => `\`${id}\``);
  const count = accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;
  return `${count} (${named.join(', ')}${accounts.length > NAMED ? ' …' : ''})`;
}
