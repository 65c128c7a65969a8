import type { AccountRecording, ConformancePack } from '../conformance-pack.js';
import type { OrganizationConfiguration } from '../tree.js';
import type { WrittenConfiguration, WrittenPack, WrittenRecording } from './written.js';

/** What AWS Config has, from what a file says of it. */
export function configurationOf({
  conformancePacks = [],
  rules = [],
  recordings = null,
}: WrittenConfiguration = {}): OrganizationConfiguration {
  return { conformancePacks: conformancePacks.map(packOf), rules, recordings: recordings?.map(recordingOf) ?? null };
}

const packOf = (written: WrittenPack): ConformancePack => ({
  parameters: {},
  deliveryBucket: null,
  status: 'CREATE_SUCCESSFUL',
  problem: null,
  template: null,
  ...written,
  excludedAccounts: written.excludedAccounts?.toSorted() ?? [],
});

const recordingOf = ({ account, region, recorded, packs = 0, rules = 0 }: WrittenRecording): AccountRecording => ({
  account,
  region,
  recorded,
  packs,
  rules,
});

/** As it is written: packs and recordings by region and name, without what goes without saying. */
export function writtenConfiguration({
  conformancePacks,
  rules,
  recordings,
}: OrganizationConfiguration): WrittenConfiguration {
  const packs = conformancePacks.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const known = recordings?.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  return { conformancePacks: packs.map(writtenPack), rules, ...(known && { recordings: known }) };
}

const keyOf = ({ region, name }: ConformancePack): string => `${region} ${name}`;
const placeOf = ({ region, account }: AccountRecording): string => `${region} ${account}`;

const writtenPack = ({
  region,
  name,
  parameters,
  excludedAccounts,
  deliveryBucket,
  status,
  problem,
  template,
}: ConformancePack): WrittenPack => ({
  region,
  name,
  ...(Object.keys(parameters).length > 0 && { parameters }),
  ...(excludedAccounts.length > 0 && { excludedAccounts }),
  ...(deliveryBucket !== null && { deliveryBucket }),
  status,
  ...(problem !== null && { problem }),
  ...(template !== null && { template }),
});
