import type { AccountCompliance, ComplianceResult, UnknownCompliance } from './compliance-schema.js';
import type { Account, Unit } from './tree.js';

/** Source: the ComplianceType enumeration of AWS Config. */
export const COMPLIANCES = ['COMPLIANT', 'NON_COMPLIANT', 'INSUFFICIENT_DATA', 'NOT_APPLICABLE'] as const;

/** What a rule in an account comes to, as AWS Config says it. */
export interface RuleCompliance {
  readonly rule: string;
  readonly account: string;
  readonly region: string;
  readonly compliance: (typeof COMPLIANCES)[number];
  /** Resources that do not comply, and whether there may be more; null where AWS does not say. */
  readonly nonCompliant: { readonly count: number; readonly orMore: boolean } | null;
}

export interface ComplianceInput {
  readonly root: Unit;
  readonly regions: readonly string[];
  /** Ids of controls. */
  readonly controls: readonly string[];
  readonly rules: readonly RuleCompliance[];
}

/** An account, and the path of the unit that it is in. */
interface Placed {
  readonly account: Account;
  readonly unit: string;
}

/**
 * What is known of each control in each account of the tree, and which accounts nothing is known of: those whose rules
 * are missing are never compliant. Rules of others, and accounts outside the tree, are left out.
 */
export function complianceOf({
  root,
  regions,
  controls,
  rules,
}: ComplianceInput): Pick<ComplianceResult, 'results' | 'notKnown'> {
  const placed = new Map(accountsBelow(root, '').map((one) => [one.account.id, one]));
  const longestFirst = controls.toSorted((one, other) => other.length - one.length);
  const results = rules.flatMap((rule) => {
    const control = longestFirst.find((id) => isRuleOf(id, rule.rule));
    const place = placed.get(rule.account);
    return control !== undefined && place ? [resultOf(control, rule, place)] : [];
  });
  const known = new Set(results.map(({ account, region }) => `${account} ${region}`));
  const notKnown = [...placed.values()]
    .filter(({ account }) => account.state === 'ACTIVE')
    .flatMap((place) => regions.map((region) => unknownOf(place, region)))
    .filter(({ account, region }) => !known.has(`${account} ${region}`));
  return { results: results.toSorted(byControl), notKnown };
}

/** A rule of ringfence is `ringfence-ID`, or `ringfence-ID-1` and so on; in an account AWS Config adds the pack's. */
const isRuleOf = (control: string, rule: string): boolean =>
  rule === `ringfence-${control}` || rule.startsWith(`ringfence-${control}-`);

const accountsBelow = ({ accounts, units }: Unit, path: string): readonly Placed[] => [
  ...accounts.map((account) => ({ account, unit: path === '' ? '/' : path })),
  ...units.flatMap((unit) => accountsBelow(unit, `${path}/${unit.name}`)),
];

const resultOf = (
  control: string,
  { rule, region, compliance, nonCompliant }: RuleCompliance,
  { account, unit }: Placed,
): AccountCompliance => ({
  control,
  rule,
  account: account.id,
  accountName: account.name,
  unit,
  region,
  compliance,
  resources: {
    nonCompliant: nonCompliant?.count ?? null,
    orMore: nonCompliant?.orMore ?? false,
    // AWS counts only what does not comply.
    compliant: null,
  },
});

const unknownOf = ({ account, unit }: Placed, region: string): UnknownCompliance => ({
  account: account.id,
  accountName: account.name,
  unit,
  region,
});

function byControl(one: AccountCompliance, other: AccountCompliance): number {
  const [first, second] = [one, other].map((entry) =>
    [entry.control, entry.unit, entry.account, entry.region, entry.rule].join('\n'),
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

/** How many of each there are. */
export function complianceSummary({
  results,
  notKnown,
}: Pick<ComplianceResult, 'results' | 'notKnown'>): ComplianceResult['summary'] {
  const count = (wanted: AccountCompliance['compliance']) =>
    results.filter(({ compliance }) => compliance === wanted).length;
  return {
    compliant: count('COMPLIANT'),
    nonCompliant: count('NON_COMPLIANT'),
    insufficientData: count('INSUFFICIENT_DATA'),
    notApplicable: count('NOT_APPLICABLE'),
    notKnown: notKnown.length,
  };
}
