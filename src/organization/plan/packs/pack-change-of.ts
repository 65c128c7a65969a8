import type { PackChange } from '../../change.js';
import { type PackDeployment, type PackDifference, type PackState, packText } from '../../pack-deployment.js';
import { rulesOf } from '../../pack-rules.js';

/** Which pack a change is of, and when it is made. */
interface PackPlace {
  readonly region: string;
  readonly name: string;
  readonly wave: string;
}

const NOTHING = { policy: null, target: null, targetName: null, tags: null, newName: null } as const;

/** Trusted access is for the organization, not for a region. Source: PutOrganizationConformancePack. */
export const CONFIG_SERVICE = 'config-multiaccountsetup.amazonaws.com';

export const enablingConfig = (wave: string, accounts: number): PackChange => ({
  ...NOTHING,
  action: 'enable',
  kind: 'conformancePack',
  name: CONFIG_SERVICE,
  region: null,
  wave,
  accounts,
  before: null,
  after: null,
  pack: null,
  difference: null,
  risk: 'gives AWS Config trusted access to the organization, without which it deploys no organization packs',
});

/**
 * The change that puts a pack, or (null) deletes it.
 *
 * @param before what is there; null where nothing is
 * @param everyone the accounts that are counted: those that something can be deployed to
 */
export function packChange(
  { region, name, wave }: PackPlace,
  before: PackState | null,
  after: PackDeployment | null,
  everyone: readonly string[],
): PackChange {
  const difference = differenceOf(before, after, everyone);
  const isSame = before !== null && after !== null && sameButAccounts(before, after);
  const there = after ?? before;
  const covered = there ? coveredBy(there, everyone).length : 0;
  return {
    ...NOTHING,
    action: after === null ? 'delete' : before === null ? 'create' : 'update',
    kind: 'conformancePack',
    name,
    region,
    wave,
    accounts: isSame ? difference.joining + difference.leaving : covered + (before && after ? difference.leaving : 0),
    before: before && packText(before),
    after: after && packText(after),
    pack: after && deploymentOf(after),
    difference,
    risk: riskOf(before, after, difference, covered),
  };
}

/** Nothing else of what may be given. */
const deploymentOf = ({ template, parameters, excludedAccounts, deliveryBucket }: PackDeployment): PackDeployment => ({
  template,
  parameters,
  excludedAccounts,
  deliveryBucket,
});

/** Accounts that a pack is deployed to. */
export function coveredBy({ excludedAccounts }: Pick<PackState, 'excludedAccounts'>, everyone: readonly string[]) {
  const out = new Set(excludedAccounts);
  return everyone.filter((id) => !out.has(id));
}

const sameButAccounts = (before: PackState, after: PackState): boolean =>
  packText({ ...before, excludedAccounts: [] }) === packText({ ...after, excludedAccounts: [] }) &&
  (before.template === null || before.template === after.template);

function differenceOf(before: PackState | null, after: PackDeployment | null, everyone: readonly string[]) {
  const had = new Set(before ? coveredBy(before, everyone) : []);
  const has = new Set(after ? coveredBy(after, everyone) : []);
  const [old, now] = [before, after].map((pack) => pack?.parameters ?? {});
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].toSorted();
  return {
    joining: [...has].filter((id) => !had.has(id)).length,
    leaving: [...had].filter((id) => !has.has(id)).length,
    rules: ruleDifference(before, after),
    parameters: names
      .map((name) => ({ name, before: old?.[name] ?? null, after: now?.[name] ?? null }))
      .filter((one) => one.before !== one.after),
  } satisfies PackDifference;
}

function ruleDifference(before: PackState | null, after: PackDeployment | null): PackDifference['rules'] {
  if (before && after && sameButAccounts(before, after)) return { added: [], removed: [] };
  const [old, now] = [before, after].map((pack) => (pack === null ? [] : rulesOf(pack.template ?? '')));
  if (!old || !now) return null;
  return {
    added: now.filter((name) => !old.includes(name)),
    removed: old.filter((name) => !now.includes(name)),
  };
}

const countOf = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`);

function riskOf(
  before: PackState | null,
  after: PackDeployment | null,
  { joining, leaving }: PackDifference,
  covered: number,
): string {
  if (after === null) return `${countOf(leaving)} no longer judged by these rules`;
  const moves = [
    ...(joining > 0 ? [`${countOf(joining)} judged by these rules from now on`] : []),
    ...(leaving > 0 ? [`${countOf(leaving)} no longer`] : []),
  ];
  if (before === null) return moves.join(', ') || 'no account is judged by it yet';
  if (!sameButAccounts(before, after)) moves.unshift(`replaced for ${countOf(covered)} at once`);
  return moves.join(', ') || 'put again as it is, since its last deployment failed or its template was changed';
}
