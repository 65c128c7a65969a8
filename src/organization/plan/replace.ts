import type { TargetPlace } from '../places.js';
import type { OrganizationPolicy } from '../tree.js';
import { type DesiredDocument, documentName, isOwned } from './desired.js';
import { type Draft, hasStatements } from './draft.js';
import { statementsOf } from './statements.js';

/** A policy whose content is replaced where it is, in the order of the list. */
export interface Pair {
  readonly policy: OrganizationPolicy;
  readonly document: DesiredDocument;
}

interface Replacement {
  /** Own policies that are attached here and no longer wanted. */
  readonly old: readonly OrganizationPolicy[];
  /** Documents that are wanted and not attached here. */
  readonly fresh: readonly DesiredDocument[];
  /** How many policies of the type are attached here, with those of others. */
  readonly attached: number;
}

/**
 * Which documents take the place of which policies by an update, because there is no slot for both at once. A document
 * in a language of its own always does: two of them at one target would be merged.
 */
export function replaceInPlace(draft: Draft, place: TargetPlace, { old, fresh, attached }: Replacement): Pair[] {
  const [first] = fresh;
  if (!first) return [];
  const limit = draft.input.perTarget(first.type);
  const free = limit === null ? fresh.length : limit - attached;
  const needed = hasStatements(first.type) ? Math.max(0, fresh.length - free) : Math.min(old.length, fresh.length);
  if (needed === 0) return [];
  if (hasStatements(first.type) && wavesBelow(draft, place)) {
    const message = `\`${place.path}\` has ${Math.max(0, free)} free slots for ${first.type}, and waves need ${fresh.length}: the old and the new version exist beside each other until the last wave; raise \`reserved\`, or plan without waves`;
    draft.refuse('slots', message);
    return [];
  }
  const pairs = pairsOf(
    old.filter((policy) => !isElsewhere(draft, policy, place)),
    fresh,
  ).slice(0, needed);
  if (pairs.length < needed) {
    draft.refuse(
      'quota',
      `\`${place.path}\` has ${attached} policies of type ${first.type} and takes ${limit}: ${needed - pairs.length} more are needed; detach policies of others, or raise \`organization.quotas\` if your quota is higher`,
    );
    return [];
  }
  const ordered = hasStatements(first.type) ? guardedOrder(pairs, draft.attached(place, first.type)) : pairs;
  if (ordered) return ordered;
  draft.refuse(
    'less-guarded',
    `at \`${place.path}\` statements move between documents, and no order of updates keeps all of them in force; free one slot there, so that the new documents can be attached first`,
  );
  return [];
}

const wavesBelow = (draft: Draft, place: TargetPlace): boolean =>
  draft.input.waves.some(({ units }) => units.some((unit) => draft.places.get(unit)?.ancestors.includes(place.id)));

const isElsewhere = (draft: Draft, policy: OrganizationPolicy, place: TargetPlace): boolean =>
  [...draft.places.values()].some((other) => other.id !== place.id && other.policies.includes(policy.id));

/** Documents of the same name first, then what is left in order. */
function pairsOf(old: readonly OrganizationPolicy[], fresh: readonly DesiredDocument[]): Pair[] {
  const same = fresh.flatMap((document): Pair[] => {
    const policy = old.find((one) => documentName(one.name) === document.name);
    return policy ? [{ policy, document }] : [];
  });
  const restOld = old.filter((policy) => !same.some((pair) => pair.policy === policy));
  const restFresh = fresh.filter((document) => !same.some((pair) => pair.document === document));
  const rest = restFresh.flatMap((document, index): Pair[] => {
    const policy = restOld[index];
    return policy ? [{ policy, document }] : [];
  });
  return [...same, ...rest];
}

/** An order of updates after each of which every statement that is there before and after is there; null if none is. */
function guardedOrder(pairs: readonly Pair[], attached: readonly OrganizationPolicy[]): Pair[] | null {
  const contents = new Map(attached.filter(isOwned).map((policy) => [policy.id, keysOf(policy.content)]));
  const after = new Set(pairs.flatMap(({ document }) => keysOf(document.content)));
  const kept = pairs.flatMap(({ policy }) => keysOf(policy.content)).filter((key) => after.has(key));
  const ordered: Pair[] = [];
  let open = [...pairs];
  while (open.length > 0) {
    const next = open.find((pair) =>
      guarded(new Map(contents).set(pair.policy.id, keysOf(pair.document.content)), kept),
    );
    if (!next) return null;
    contents.set(next.policy.id, keysOf(next.document.content));
    ordered.push(next);
    open = open.filter((pair) => pair !== next);
  }
  return ordered;
}

const keysOf = (content: string): string[] => statementsOf(content).map(({ key }) => key);

function guarded(contents: ReadonlyMap<string, readonly string[]>, kept: readonly string[]): boolean {
  const there = new Set([...contents.values()].flat());
  return kept.every((key) => there.has(key));
}
