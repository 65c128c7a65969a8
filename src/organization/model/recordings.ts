import type { AccountRecording, ConformancePack } from '../conformance-pack.js';
import { rulesOf } from '../pack-rules.js';

/**
 * What accounts have of AWS Config after a pack has come, gone, or taken the place of another: an aggregator would say
 * so. Rules of a template that is not known were never counted.
 */
export function recordingsAfter(
  recordings: readonly AccountRecording[] | null,
  before: ConformancePack | null,
  after: ConformancePack | null,
): readonly AccountRecording[] | null {
  const region = (after ?? before)?.region;
  const [old, now] = [before, after].map(sizeOf);
  return (
    recordings?.map((one) => {
      if (one.region !== region) return one;
      const gone = old?.of(one.account);
      const come = now?.of(one.account);
      const packs = one.packs + (come?.packs ?? 0) - (gone?.packs ?? 0);
      const rules = one.rules + (come?.rules ?? 0) - (gone?.rules ?? 0);
      return { ...one, packs: Math.max(0, packs), rules: Math.max(0, rules) };
    }) ?? null
  );
}

function sizeOf(pack: ConformancePack | null) {
  const rules = rulesOf(pack?.template ?? '')?.length ?? 0;
  const outside = new Set(pack?.excludedAccounts);
  const of = (account: string) =>
    pack === null || outside.has(account) ? { packs: 0, rules: 0 } : { packs: 1, rules };
  return { of };
}
