import type { ReadSettings } from '../reading.js';

interface Partition {
  readonly prefix: string;
  readonly partition: string;
  readonly suffix: string;
}

/** Source: the partitions of the AWS SDK's endpoint data. */
const PARTITIONS: readonly Partition[] = [
  { prefix: 'cn-', partition: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', suffix: 'amazonaws.com' },
  { prefix: 'us-iso-', partition: 'aws-iso', suffix: 'c2s.ic.gov' },
  { prefix: 'us-isob-', partition: 'aws-iso-b', suffix: 'sc2s.sgov.gov' },
  { prefix: 'eu-isoe-', partition: 'aws-iso-e', suffix: 'cloud.adc-e.uk' },
  { prefix: 'us-isof-', partition: 'aws-iso-f', suffix: 'csp.hci.ic.gov' },
  { prefix: 'eusc-', partition: 'aws-eusc', suffix: 'amazonaws.eu' },
];

const COMMERCIAL: Partition = { prefix: '', partition: 'aws', suffix: 'amazonaws.com' };

/** What is known of the pseudo parameters: region and account when they are given, and what follows from the region. */
export function pseudoParameters(settings: Pick<ReadSettings, 'region' | 'account'>): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  if (settings.account !== undefined) known.set('AWS::AccountId', settings.account);
  const { region } = settings;
  if (region === undefined) return known;
  const place = PARTITIONS.find(({ prefix }) => region.startsWith(prefix)) ?? COMMERCIAL;
  return known.set('AWS::Region', region).set('AWS::Partition', place.partition).set('AWS::URLSuffix', place.suffix);
}
