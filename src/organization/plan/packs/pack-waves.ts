import { hasSameContent, type PackDeployment } from '../../pack-deployment.js';
import { PACK_LIMITS } from '../../pack-limits.js';
import type { DesiredPack } from './desired-pack.js';
import { type PackDraft, packKey } from './pack-draft.js';

const CANARY = '-canary';

/**
 * The pack that holds new content for the units of waves: a name has one content for all accounts of a region, so it
 * stands beside the old one until the last wave.
 */
export const canaryName = (name: string): string => `${name.slice(0, PACK_LIMITS.name - CANARY.length)}${CANARY}`;

interface Stage {
  readonly wave: string;
  readonly pack: PackDeployment;
}

/** The pack as it is put wave by wave: each takes its accounts out of the exclusions, which only become fewer. */
export function stagesOf(draft: PackDraft, wanted: DesiredPack): readonly Stage[] {
  const where = `\`${wanted.name}\` in \`${wanted.region}\``;
  const existing = draft.own(packKey(wanted));
  const base = existing && hasSameContent(existing, wanted) ? existing.excludedAccounts : draft.everyone;
  const outside = new Set(wanted.excludedAccounts);
  const stages: Stage[] = [];
  let excluded = base;
  for (const { name, accounts } of draft.waves) {
    const fewer = excluded.filter((id) => outside.has(id) || !accounts.has(id));
    if (fewer.length === excluded.length) continue;
    stages.push({ wave: name, pack: { ...wanted, excludedAccounts: fewer } });
    excluded = fewer;
  }
  const most = stages[0]?.pack.excludedAccounts.length ?? 0;
  if (most > PACK_LIMITS.excludedAccounts) return withoutWaves(draft, where, most);
  if (stages.length > 0 && draft.isForeign(packKey(wanted))) {
    draft.refuse('name', `there is a conformance pack ${where} that ringfence does not own, and waves need its name`);
    return [];
  }
  return stages;
}

function withoutWaves(draft: PackDraft, where: string, count: number): readonly Stage[] {
  const why = `a wave would exclude ${count} accounts, and AWS Config takes ${PACK_LIMITS.excludedAccounts}`;
  if (draft.input.oneSet)
    draft.notes.push({ message: `no waves for conformance packs: ${why}; they change everywhere after all waves` });
  else draft.refuse('exclusions', `${where}: ${why}; use one set of parameters, or plan without waves`);
  return [];
}
