import type { Account, Organization, Unit } from './tree.js';

/** The root, a unit or an account, with what the planner asks of it. */
export interface TargetPlace {
  readonly id: string;
  /** `/`, `/Workloads`, or `/Workloads/shop` for an account. */
  readonly path: string;
  /** Ids from the root to itself. */
  readonly ancestors: readonly string[];
  /** Accounts at or below it that policies reach: neither closed nor the management account. */
  readonly accounts: readonly string[];
  /** Ids of what is attached here. */
  readonly policies: readonly string[];
}

/** Every target asks for them, and an organization is never changed: they are found once. */
const known = new WeakMap<Organization, ReadonlyMap<string, TargetPlace>>();

/** Every place of an organization by its id. */
export function placesOf(organization: Organization): ReadonlyMap<string, TargetPlace> {
  const before = known.get(organization);
  if (before) return before;
  const places = new Map<string, TargetPlace>();
  addUnit(organization.root, '/', [], organization.managementAccount, places);
  known.set(organization, places);
  return places;
}

function addUnit(
  unit: Unit,
  path: string,
  above: readonly string[],
  management: string,
  places: Map<string, TargetPlace>,
): readonly string[] {
  const ancestors = [...above, unit.id];
  const prefix = path === '/' ? '/' : `${path}/`;
  const own = unit.accounts.flatMap((account) => addAccount(account, prefix, ancestors, management, places));
  const below = unit.units.flatMap((child) => addUnit(child, prefix + child.name, ancestors, management, places));
  const accounts = [...own, ...below];
  places.set(unit.id, { id: unit.id, path, ancestors, accounts, policies: unit.policies });
  return accounts;
}

function addAccount(
  account: Account,
  prefix: string,
  above: readonly string[],
  management: string,
  places: Map<string, TargetPlace>,
): string[] {
  const reached = account.state !== 'CLOSED' && account.id !== management ? [account.id] : [];
  const ancestors = [...above, account.id];
  places.set(account.id, {
    id: account.id,
    path: prefix + account.name,
    ancestors,
    accounts: reached,
    policies: account.policies,
  });
  return reached;
}

/** An account, whether policies reach it or not: what AWS Config has to do with. */
export interface EveryAccount {
  readonly id: string;
  /** Ids from the root to itself. */
  readonly ancestors: readonly string[];
  /** Whether something can be deployed there: neither suspended nor about to be closed. */
  readonly active: boolean;
}

/** Every account of an organization that is not closed, the management account too. */
export const everyAccount = ({ root }: Organization): EveryAccount[] => accountsBelow(root, []);

function accountsBelow(unit: Unit, above: readonly string[]): EveryAccount[] {
  const ancestors = [...above, unit.id];
  const own = unit.accounts
    .filter(({ state }) => state !== 'CLOSED')
    .map(({ id, state }) => ({
      id,
      ancestors: [...ancestors, id],
      active: state === 'ACTIVE' || state === 'PENDING_ACTIVATION',
    }));
  return [...own, ...unit.units.flatMap((child) => accountsBelow(child, ancestors))];
}
