import { LAST_WAVE, type PackChange } from '../../change.js';
import { hasSameContent, isAsPut, type PackState } from '../../pack-deployment.js';
import { PACK_LIMITS } from '../../pack-limits.js';
import type { Note, Refusal } from '../draft.js';
import type { DesiredPack } from './desired-pack.js';
import { CONFIG_SERVICE, coveredBy, enablingConfig } from './pack-change-of.js';
import { PackDraft, type PackPlanInput, packKey } from './pack-draft.js';
import { packQuotas } from './pack-quotas.js';
import { packRecordings } from './pack-recordings.js';
import { canaryName, stagesOf } from './pack-waves.js';

export interface PlannedPackChanges {
  readonly changes: readonly PackChange[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Note[];
}

/**
 * What leads from the conformance packs as they are to those that are wanted, such that no account is without a pack that
 * it has before and after: waves, then who gets a pack, then who loses one, then what goes. Only what ringfence owns is
 * changed.
 */
export function planPacks(input: PackPlanInput): PlannedPackChanges {
  const draft = new PackDraft(input);
  for (const pack of input.desired) planPack(draft, pack);
  if (input.alone) refuseIdleWaves(draft);
  planLeftovers(draft);
  const changes = [...trustedAccess(draft), ...draft.changes];
  const checks = [packQuotas(input, changes), packRecordings(input, changes)];
  return {
    changes,
    refusals: [...draft.refusals, ...features(input), ...checks.flatMap(({ refusals }) => refusals)],
    notes: unique([...draft.notes, ...checks.flatMap(({ notes }) => notes)]),
  };
}

const unique = (notes: readonly Note[]): Note[] => [...new Map(notes.map((note) => [note.message, note])).values()];

/** Where nothing else is planned, a wave that meets no pack meets nothing. */
function refuseIdleWaves({ input, waves, everyone, refusals }: PackDraft): void {
  if (input.desired.length === 0) return;
  const met = new Set(input.desired.flatMap((pack) => coveredBy(pack, everyone)));
  for (const { name, accounts } of waves) {
    if ([...accounts].some((id) => met.has(id))) continue;
    const message = `wave \`${name}\` meets no conformance pack: no account below its units is to have one`;
    refusals.push({ rule: 'wave', message });
  }
}

function features({ desired, organization }: PackPlanInput): Refusal[] {
  if (desired.length === 0 || organization.features === 'ALL') return [];
  const message = 'the organization has consolidated billing only: enable all features in AWS Organizations';
  return [{ rule: 'features', message }];
}

function trustedAccess({ input, changes, active, refusals }: PackDraft): PackChange[] {
  const [first] = changes;
  const puts = changes.some(({ pack }) => pack !== null);
  if (!first || !puts || input.organization.trustedServices?.includes(CONFIG_SERVICE)) return [];
  if (!input.mayEnable) {
    refusals.push({
      rule: 'not-enabled',
      message: `\`${CONFIG_SERVICE}\` has no trusted access, and \`organization.enablePolicyTypes\` does not allow a plan to turn it on: turn it on yourself, or leave that setting out`,
    });
    return [];
  }
  return [enablingConfig(first.wave, active.length)];
}

function planPack(draft: PackDraft, wanted: DesiredPack): void {
  const key = packKey(wanted);
  const where = `\`${wanted.name}\` in \`${wanted.region}\``;
  if (draft.isForeign(key)) {
    draft.refuse('name', `there is a conformance pack ${where} that ringfence does not own: rename or delete it`);
    return;
  }
  if (!fits(draft, wanted, where)) return;
  const current = draft.own(key) ?? null;
  if (current?.status.endsWith('_IN_PROGRESS'))
    draft.notes.push({ message: `not known yet: whether ${where}, which is ${current.status}, comes to its end` });
  if (current && isAsPut(current, wanted) && !current.status.endsWith('_FAILED')) return;
  const canary = current !== null && !hasSameContent(current, wanted);
  const name = canary ? canaryName(wanted.name) : wanted.name;
  for (const { wave, pack } of stagesOf(draft, { ...wanted, name }))
    draft.put('open', { region: wanted.region, name, wave }, pack);
  planLast(draft, wanted, draft.now.get(key) ?? null);
}

function fits(draft: PackDraft, { excludedAccounts, template, deliveryBucket }: DesiredPack, where: string): boolean {
  const count = excludedAccounts.length;
  if (count > PACK_LIMITS.excludedAccounts)
    draft.refuse(
      'exclusions',
      `${where}: ${count} accounts would be excluded, and AWS Config takes ${PACK_LIMITS.excludedAccounts}: use one set of parameters for more accounts, or exclude fewer units`,
    );
  const bytes = Buffer.byteLength(template);
  if (deliveryBucket === null && bytes > PACK_LIMITS.template)
    draft.refuse(
      'template',
      `${where}: its template has ${bytes} bytes, and AWS Config takes ${PACK_LIMITS.template} without a bucket: set \`organization.config.deliveryBucket\``,
    );
  return count <= PACK_LIMITS.excludedAccounts;
}

/** After the waves: whoever gets the pack first; who loses it, once everybody has what he is to have instead. */
function planLast(draft: PackDraft, wanted: DesiredPack, now: PackState | null): void {
  const at = { region: wanted.region, name: wanted.name, wave: LAST_WAVE };
  const existing = draft.own(packKey(wanted));
  const failed = now === existing && existing?.status.endsWith('_FAILED');
  if (now && isAsPut(now, wanted) && !failed) return;
  const has = new Set(now ? coveredBy(now, draft.everyone) : []);
  const gets = new Set(coveredBy(wanted, draft.everyone));
  const joins = [...gets].some((id) => !has.has(id));
  const leaves = [...has].some((id) => !gets.has(id));
  // Nobody leaves on the way: those who had it and those who get it have it.
  const outside = wanted.excludedAccounts.filter((id) => !has.has(id));
  if (!leaves || joins) draft.put('open', at, leaves ? { ...wanted, excludedAccounts: outside } : wanted);
  if (leaves) draft.put('close', at, wanted);
}

/** What ringfence owns and the configuration no longer wants: packs of canaries, too. */
function planLeftovers(draft: PackDraft): void {
  const wanted = new Set(draft.input.desired.map(packKey));
  for (const key of [...draft.now.keys()]) {
    const [region = '', name = ''] = key.split(' ');
    if (!wanted.has(key)) draft.delete({ region, name });
  }
}
