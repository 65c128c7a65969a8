import { isPackChange } from '../change.js';
import type { ConformancePack } from '../conformance-pack.js';
import { templateDigest } from '../pack-deployment.js';
import type { RunState } from './journal.js';

/** Templates by their digests: of what runs have put and replaced, and of what an organization file has. */
export function knownTemplates(
  runs: readonly RunState[],
  packs: readonly ConformancePack[],
): ReadonlyMap<string, string> {
  const ofRuns = runs.flatMap(({ start }) => [
    ...start.changes.flatMap((change) => (isPackChange(change) && change.pack ? [change.pack.template] : [])),
    ...(start.replacedPacks ?? []).map(({ template }) => template),
  ]);
  const texts = [...ofRuns, ...packs.map(({ template }) => template)];
  return new Map(texts.flatMap((text) => (text === null ? [] : [[templateDigest(text), text]])));
}
