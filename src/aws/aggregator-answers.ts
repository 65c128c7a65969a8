import { controls } from '../controls/index.js';
import { COMPLIANCES, type RuleCompliance } from '../organization/compliance.js';
import type { AccountRecording } from '../organization/conformance-pack.js';
import { needed } from './answers.js';
import { unexpected } from './errors.js';
import { field, list, oneOf, text } from './guards.js';

/** What an aggregator answers, as ringfence's own types. Each @throws CallFailure where a member is missing or unknown. */

export const ruleCompliancesOf = (page: object): readonly RuleCompliance[] =>
  list(field(page, 'AggregateComplianceByConfigRules')).map((entry) => {
    const operation = 'DescribeAggregateComplianceByConfigRules';
    const rule = needed(entry, operation, 'ConfigRuleName');
    const compliance = oneOf(COMPLIANCES, field(field(entry, 'Compliance'), 'ComplianceType'));
    if (!compliance) throw unexpected(operation, `${operation}: rule \`${rule}\` has no compliance that is known`);
    return {
      rule,
      account: needed(entry, operation, 'AccountId'),
      region: needed(entry, operation, 'AwsRegion'),
      compliance,
      nonCompliant: nonCompliantOf(compliance, field(field(entry, 'Compliance'), 'ComplianceContributorCount')),
    };
  });

/** AWS counts the resources that make a rule non-compliant, up to a cap, and no others. */
function nonCompliantOf(compliance: RuleCompliance['compliance'], count: unknown): RuleCompliance['nonCompliant'] {
  if (compliance === 'COMPLIANT') return { count: 0, orMore: false };
  const capped = field(count, 'CappedCount');
  if (compliance !== 'NON_COMPLIANT' || typeof capped !== 'number') return null;
  return { count: capped, orMore: field(count, 'CapExceeded') === true };
}

/** A recorder: what of AccountRecording it tells. */
export type RecorderItem = Pick<AccountRecording, 'account' | 'region' | 'recorded'>;

const SELECT = 'SelectAggregateResourceConfig';

/** @param page of results, which are JSON texts. Recorders of services and deleted ones are left out */
export const recordersOf = (page: object): readonly RecorderItem[] =>
  list(field(page, 'Results')).flatMap((result) => {
    const item = parsed(result);
    const configuration = field(item, 'configuration');
    // Source: ConfigurationRecorder, `name`.
    if (text(field(configuration, 'Name'))?.startsWith('AWSConfigurationRecorderFor')) return [];
    if (text(field(item, 'configurationItemStatus'))?.startsWith('ResourceDeleted')) return [];
    const recorded = recordedOf(configuration);
    if (recorded === undefined) return [];
    return [{ account: needed(item, SELECT, 'accountId'), region: needed(item, SELECT, 'awsRegion'), recorded }];
  });

function parsed(result: unknown): unknown {
  try {
    return JSON.parse(text(result) ?? '');
  } catch {
    throw unexpected(SELECT, `${SELECT}: a result is no JSON`);
  }
}

/** Undefined where the item does not tell: then nothing is known of the account. Source: RecordingGroup. */
function recordedOf(configuration: unknown): AccountRecording['recorded'] | undefined {
  const recording = field(configuration, 'Recording');
  if (recording === false) return null;
  const group = field(configuration, 'RecordingGroup');
  if (recording !== true || group === undefined) return undefined;
  if (field(field(group, 'RecordingStrategy'), 'UseOnly') === 'EXCLUSION_BY_RESOURCE_TYPES')
    return allBut(typesOf(field(field(group, 'ExclusionByResourceTypes'), 'ResourceTypes')));
  if (field(group, 'AllSupported') === true) return 'all';
  const types = typesOf(field(group, 'ResourceTypes'));
  return types.length === 0 ? undefined : types;
}

const typesOf = (value: unknown): readonly string[] =>
  list(value)
    .flatMap((type) => text(type) ?? [])
    .toSorted();

/** Of the types that there are controls for: a list of every other type would be long, and nobody asks for it. */
const allBut = (excluded: readonly string[]): readonly string[] =>
  [...new Set(controls.flatMap(({ rules }) => rules.flatMap(({ types }) => types)))]
    .filter((type) => !excluded.includes(type))
    .toSorted();
