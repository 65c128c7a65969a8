import { readCloudFormation } from '../../src/readers/cloudformation/index.js';
import type { Resource } from '../../src/resources/resource.js';
import { ACCOUNT, Deployed, deployedMap, type JsonMap, mapsIn, NoItem, REGION } from './deployed.js';
import { CONFIGURE, type Input } from './item-configurations.js';
import { asRecorded, isRecorded } from './item-schema.js';

export { NoItem } from './deployed.js';

/** A configuration item, as AWS Config would record it of a resource of a template. */
export interface ConfigItem extends JsonMap {
  readonly resourceType: string;
  readonly arn: string;
  readonly resourceName: string;
  readonly configuration: JsonMap;
}
/** `recorded`: only what the schema of items has; `everything`: as a live item may carry it, in the spelling of items. */
export type Carrying = 'recorded' | 'everything';

/** What AWS Config would have of a template. */
export interface Snapshot {
  readonly items: readonly ConfigItem[];
  /** The ids that a resource of the template may have in results. */
  readonly idsOf: (logicalId: string) => readonly string[];
}

/** A rule of a group is part of the group there. */
const isPartOf = ({ type, properties }: Resource, deployed: Deployed): string | null =>
  type === 'AWS::EC2::SecurityGroupIngress' ? deployed.referred(properties['GroupId'] ?? null) : null;

/** How a template is deployed. */
interface Deployment {
  readonly parameters: Readonly<Record<string, string>>;
  /** What references stand for that the template does not resolve. */
  readonly given: Readonly<Record<string, string>>;
}

/** @throws NoItem where the template has what no item can have */
export function snapshotOf(template: string, { parameters, given }: Deployment, carrying: Carrying): Snapshot {
  const settings = { file: 'example.yaml', parameters, region: REGION, account: ACCOUNT };
  const { template: read, problem } = readCloudFormation(template, settings);
  if (!read) throw new Error(problem?.message);
  const { resources } = read;
  const deployed = new Deployed(resources, given);
  const items = resources.flatMap((resource) => itemOf(resource, { deployed, resources, id: resource.id }, carrying));
  if (items.length === 0) throw new NoItem('AWS Config records none of its types');
  return {
    items,
    idsOf: (logicalId) => {
      const resource = resources.find(({ id }) => id === logicalId);
      const { name, arn: made } = deployed.identity((resource && isPartOf(resource, deployed)) ?? logicalId);
      return [name, made];
    },
  };
}

function itemOf(resource: Resource, input: Input, carrying: Carrying): readonly ConfigItem[] {
  const type = resource.type === 'AWS::IAM::ManagedPolicy' ? 'AWS::IAM::Policy' : resource.type;
  const configure = CONFIGURE[resource.type];
  if (!configure) return [];
  if (resource.condition !== undefined) throw new NoItem('whether it is there is only known at deployment');
  const identity = input.deployed.identity(resource.id);
  const { Tags: tags, ...properties } = deployedMap(resource, input.deployed);
  const configuration = configure(properties, identity, input);
  const recorded = carrying === 'recorded' && isRecorded(type) ? asRecorded(type, configuration) : configuration;
  return [
    {
      version: '1.3',
      accountId: ACCOUNT,
      configurationItemCaptureTime: '2026-06-01T08:00:00.000Z',
      configurationItemStatus: 'OK',
      configurationStateId: '1780300800000',
      arn: identity.arn,
      resourceType: type,
      resourceId: identity.id,
      resourceName: identity.name,
      awsRegion: type.startsWith('AWS::IAM::') ? 'global' : REGION,
      availabilityZone: 'Not Applicable',
      tags: Object.fromEntries(mapsIn(tags).map(({ Key, Value }) => [String(Key), Value ?? ''])),
      relatedEvents: [],
      relationships: [],
      configuration: JSON.parse(JSON.stringify(recorded)),
      supplementaryConfiguration: {},
    },
  ];
}
