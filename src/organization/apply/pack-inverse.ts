import { isPackChange, LAST_WAVE, type PackChange } from '../change.js';
import { type ConformancePack, PACK_PARAMETER } from '../conformance-pack.js';
import { type PackDeployment, type PackState, packText } from '../pack-deployment.js';
import { packChange } from '../plan/packs/pack-change-of.js';
import { packKey } from '../plan/packs/pack-draft.js';
import type { RunState } from './journal.js';

/** What undoing changes of packs needs besides the run. */
export interface PackSources {
  /** Texts by their digests: AWS Config gives none back. */
  readonly templates: ReadonlyMap<string, string>;
  /** The packs as they are now. */
  readonly packs: readonly ConformancePack[];
  /** Accounts that something can be deployed to. */
  readonly accounts: readonly string[];
}

/** A change that undoes one of a run, or why there is none. */
export type PackInverse = { readonly change: PackChange } | { readonly missing: string } | null;

/**
 * What undoes a change of a pack. A pack that the run created goes at once, where its creation is undone; its later
 * changes need no undoing.
 *
 * @param index the change's place in the run
 */
export function inverseOfPack(change: PackChange, index: number, state: RunState, sources: PackSources): PackInverse {
  const { region, name } = change;
  if (region === null) return null;
  const at = { region, name, wave: LAST_WAVE };
  const states = statesOf(at, state);
  const [original] = states;
  if (!original?.pack) {
    if (change.action !== 'create') return null;
    return { change: risky(packChange(at, presentOf(at, states, sources), null, sources.accounts), state) };
  }
  const place = states.findIndex((one) => one.change === index);
  const isLast = place === states.length - 1;
  const now = isLast ? presentOf(at, states, sources) : (states[place]?.pack ?? null);
  const earlier = states[place - 1]?.pack;
  if (!earlier) return null;
  const found = deploymentOf(earlier, sources.templates);
  if (found) return { change: risky(packChange(at, now, found, sources.accounts), state) };
  return {
    missing: `\`${name}\` in \`${region}\`: the template that run ${state.start.run} replaced (its digest is \`${earlier.parameters[PACK_PARAMETER]}\`) is in no journal, and AWS Config gives none back: check out the configuration of that time, then \`plan\` and \`apply\``,
  };
}

/** A pack as a change of a run leaves it; null where it is not there, and for the change where it is as it was before. */
interface LeftState {
  readonly change: number | null;
  readonly pack: PackState | null;
}

type At = Pick<ConformancePack, 'region' | 'name'>;

/** A pack as it was, then after each change that may have been made. */
function statesOf(at: At, { start, begun }: RunState): LeftState[] {
  const original = start.replacedPacks?.find((pack) => packKey(pack) === packKey(at)) ?? null;
  const later = start.changes.flatMap((change, index): LeftState[] => {
    const isOfPack = isPackChange(change) && change.region === at.region && change.name === at.name;
    return isOfPack && begun.has(index) ? [{ change: index, pack: change.pack }] : [];
  });
  return [{ change: null, pack: original }, ...later];
}

/**
 * The pack as it is, where the run may have left it so: whether its last change was made is not known. One that somebody
 * else changed since is not taken for it, so that undoing it stops there.
 */
function presentOf(at: At, states: readonly LeftState[], { packs }: PackSources): PackState | null {
  const present = packs.find((pack) => packKey(pack) === packKey(at)) ?? null;
  const text = present && packText(present);
  const isKnown = states.some(({ pack }) => (pack && packText(pack)) === text);
  return isKnown ? present : (states.at(-1)?.pack ?? null);
}

function deploymentOf(state: PackState, templates: ReadonlyMap<string, string>): PackDeployment | null {
  const template = state.template ?? templates.get(state.parameters[PACK_PARAMETER] ?? '');
  return template === undefined ? null : { ...state, template };
}

const risky = (change: PackChange, { start }: RunState): PackChange => ({
  ...change,
  risk: `puts back what run ${start.run} found: ${change.risk}`,
});
