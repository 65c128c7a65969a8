import {
  DescribeAggregateComplianceByConfigRulesCommand,
  SelectAggregateResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import type { RuleCompliance } from '../organization/compliance.js';
import type { AccountRecording } from '../organization/conformance-pack.js';
import { type RecorderItem, recordersOf, ruleCompliancesOf } from './aggregator-answers.js';
import type { ConfigConnection } from './config-connections.js';

/** An aggregator, and the connection to where it is. */
export interface AggregatorConnection {
  readonly name: string;
  readonly connection: ConfigConnection;
}

/**
 * What every rule of every account in a region comes to: a request for every thousand. Rules without results are left
 * out by AWS, and so are accounts that the aggregator has nothing of.
 *
 * @throws CallFailure
 */
export async function readCompliance(
  { name, connection: { client, caller } }: AggregatorConnection,
  region: string,
): Promise<readonly RuleCompliance[]> {
  const pages = await caller.pages('DescribeAggregateComplianceByConfigRules', (NextToken) =>
    client.send(
      new DescribeAggregateComplianceByConfigRulesCommand({
        ConfigurationAggregatorName: name,
        Filters: { AwsRegion: region },
        NextToken,
      }),
    ),
  );
  return pages.flatMap(ruleCompliancesOf);
}

/**
 * What accounts record in some regions, and how many rules and packs they have at least: a rule without results is not
 * among them. An account without a recorder that the aggregator has collected has no entry: nothing is known of it.
 *
 * @throws CallFailure
 */
export async function readRecordings(
  aggregator: AggregatorConnection,
  regions: readonly string[],
): Promise<readonly AccountRecording[]> {
  const recorders = (await readRecorders(aggregator)).filter(({ region }) => regions.includes(region));
  const counts = new Map<string, { rules: Set<string>; packs: Set<string> }>();
  for (const region of regions) {
    for (const { account, rule } of await readCompliance(aggregator, region)) {
      const count = counts.get(placeOf(account, region)) ?? { rules: new Set(), packs: new Set() };
      count.rules.add(rule);
      const pack = packOf(rule);
      if (pack !== undefined) count.packs.add(pack);
      counts.set(placeOf(account, region), count);
    }
  }
  return merged(recorders).map((recorder) => {
    const count = counts.get(placeOf(recorder.account, recorder.region));
    return { ...recorder, packs: count?.packs.size ?? 0, rules: count?.rules.size ?? 0 };
  });
}

const placeOf = (account: string, region: string): string => `${account} ${region}`;

/** The pack that a rule belongs to, by the ending that AWS Config gives its name; not documented, so packs are a least number. */
const packOf = (rule: string): string | undefined => /-conformance-pack-(.+)$/.exec(rule)?.[1];

/** Source: the properties of AWS::Config::ConfigurationRecorder in AWS Config's schema of advanced queries. */
const RECORDERS = `SELECT accountId, awsRegion, configurationItemStatus, configuration.Name, configuration.Recording, ${[
  'AllSupported',
  'ResourceTypes',
  'RecordingStrategy.UseOnly',
  'ExclusionByResourceTypes.ResourceTypes',
]
  .map((property) => `configuration.RecordingGroup.${property}`)
  .join(', ')} WHERE resourceType = 'AWS::Config::ConfigurationRecorder'`;

/** The largest page. */
const PAGE = 100;

async function readRecorders({ name, connection: { client, caller } }: AggregatorConnection) {
  const pages = await caller.pages('SelectAggregateResourceConfig', (NextToken) =>
    client.send(
      new SelectAggregateResourceConfigCommand({
        ConfigurationAggregatorName: name,
        Expression: RECORDERS,
        Limit: PAGE,
        NextToken,
      }),
    ),
  );
  return pages.flatMap(recordersOf);
}

/** An account may have several recorders in a region: what any of them records is recorded. */
function merged(recorders: readonly RecorderItem[]): readonly RecorderItem[] {
  const places = new Map<string, RecorderItem>();
  for (const recorder of recorders) {
    const place = placeOf(recorder.account, recorder.region);
    const { recorded } = places.get(place) ?? { recorded: null };
    places.set(place, { ...recorder, recorded: union(recorded, recorder.recorded) });
  }
  return [...places.values()];
}

type Recorded = RecorderItem['recorded'];

function union(one: Recorded, other: Recorded): Recorded {
  if (one === null || other === null) return one ?? other;
  if (one === 'all' || other === 'all') return 'all';
  return [...new Set([...one, ...other])].toSorted();
}
