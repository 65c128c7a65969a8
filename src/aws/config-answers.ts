import { type AccountFailure, type ConformancePack, PACK_STATUSES } from '../organization/conformance-pack.js';
import { needed } from './answers.js';
import { unexpected } from './errors.js';
import { field, list, oneOf, text } from './guards.js';

/** What AWS Config answers, as ringfence's own types. Each @throws CallFailure where a member is missing or unknown. */

/** A pack as it is described, without its status. */
export type DescribedPack = Omit<ConformancePack, 'region' | 'status' | 'problem' | 'template'>;

export const packsOf = (page: object): readonly DescribedPack[] =>
  list(field(page, 'OrganizationConformancePacks')).map((pack) => {
    const operation = 'DescribeOrganizationConformancePacks';
    const parameters = list(field(pack, 'ConformancePackInputParameters')).map((parameter) => [
      needed(parameter, operation, 'ParameterName'),
      needed(parameter, operation, 'ParameterValue'),
    ]);
    return {
      name: needed(pack, operation, 'OrganizationConformancePackName'),
      parameters: Object.fromEntries(parameters),
      excludedAccounts: list(field(pack, 'ExcludedAccounts'))
        .flatMap((account) => text(account) ?? [])
        .toSorted(),
      deliveryBucket: text(field(pack, 'DeliveryS3Bucket')) || null,
    };
  });

export const packStatusesOf = (page: object): readonly Pick<ConformancePack, 'name' | 'status' | 'problem'>[] =>
  list(field(page, 'OrganizationConformancePackStatuses')).map((entry) => {
    const operation = 'DescribeOrganizationConformancePackStatuses';
    const name = needed(entry, operation, 'OrganizationConformancePackName');
    const status = oneOf(PACK_STATUSES, field(entry, 'Status'));
    if (!status) throw unexpected(operation, `${operation}: pack \`${name}\` has no status that is known`);
    return { name, status, problem: problemOf(entry) };
  });

/** Its code and AWS's words, or the one of them that there is; null where there is neither. */
function problemOf(entry: unknown): string | null {
  const said = [text(field(entry, 'ErrorCode')), text(field(entry, 'ErrorMessage'))].filter(Boolean);
  return said.length === 0 ? null : said.join(': ');
}

/** The accounts in which a change failed; others are left out. */
export const packFailuresOf = (page: object): readonly AccountFailure[] =>
  list(field(page, 'OrganizationConformancePackDetailedStatuses')).flatMap((entry) => {
    const operation = 'GetOrganizationConformancePackDetailedStatus';
    const account = needed(entry, operation, 'AccountId');
    const status = oneOf(PACK_STATUSES, field(entry, 'Status'));
    if (!status) throw unexpected(operation, `${operation}: account ${account} has no status that is known`);
    return status.endsWith('_FAILED') ? [{ account, message: problemOf(entry) ?? status }] : [];
  });

export const organizationRulesOf = (page: object): readonly string[] =>
  list(field(page, 'OrganizationConfigRules')).map((rule) =>
    needed(rule, 'DescribeOrganizationConfigRules', 'OrganizationConfigRuleName'),
  );
