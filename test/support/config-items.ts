import { parse } from 'yaml';
import type { Example } from '../../src/controls/control.js';
import { isList, isMap, type Value, type ValueMap } from '../../src/language/value.js';

/** What AWS Config makes of a rule's status: PASS is COMPLIANT, FAIL is NON_COMPLIANT, SKIP is NOT_APPLICABLE. */
export type ItemStatus = 'PASS' | 'FAIL' | 'SKIP';

/** A configuration item, as far as rules look at it. */
export interface ConfigItem {
  readonly resourceType: string;
  readonly configuration: Value;
}

/**
 * How items spell what CloudFormation spells otherwise, by type; below lists as well. By hand from the published
 * schemas (awslabs/aws-config-resource-schema), and not from what `emit` knows of them.
 */
const SPELLING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::ECS::TaskDefinition': {
    EFSVolumeConfiguration: 'EfsVolumeConfiguration',
    FilesystemId: 'FileSystemId',
    IAM: 'Iam',
    FSxWindowsFileServerVolumeConfiguration: 'FsxWindowsFileServerVolumeConfiguration',
    ProxyConfigurationProperties: 'Properties',
  },
};

/** What the published schemas of March 2025 do not have, by type and property. */
const NOT_IN_SCHEMA: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::TaskDefinition': [
    ...['Options', 'DockerLabels', 'EphemeralStorage', 'RuntimePlatform', 'RestartPolicy', 'VersionConsistency'],
    'EnableFaultInjection',
  ],
  'AWS::ECS::Service': [
    'Strategy',
    'Alarms',
    'AvailabilityZoneRebalancing',
    'VolumeConfigurations',
    'ServiceConnectConfiguration',
  ],
  'AWS::ECR::Repository': ['ImageTagMutabilityExclusionFilters', 'RepositoryPolicyText', 'EncryptionConfiguration'],
};

/** What every item of the type has besides. */
const ALWAYS: Readonly<Record<string, ValueMap>> = {
  'AWS::ECS::TaskDefinition': { Status: 'ACTIVE' },
};

/** What a resource has that does not say, for properties that may not be recorded. */
const DEFAULTS: Readonly<Record<string, ValueMap>> = {
  'AWS::ECS::TaskDefinition': { RuntimePlatform: { OperatingSystemFamily: 'LINUX' } },
  'AWS::ECS::Service': { DeploymentConfiguration: { Strategy: 'ROLLING' } },
};

/** `everything`: as if all properties were recorded, defaults included. `schema`: only those of the published schema. */
export type Recorded = 'everything' | 'schema';

export function itemOf(resourceType: string, properties: ValueMap, recorded: Recorded): ConfigItem {
  const names = SPELLING[resourceType] ?? {};
  const configuration =
    recorded === 'schema'
      ? spelled(properties, names, new Set(NOT_IN_SCHEMA[resourceType]))
      : over(DEFAULTS[resourceType] ?? {}, spelled(properties, names, new Set()));
  return { resourceType, configuration: { ...ALWAYS[resourceType], ...configuration } };
}

/** The second map over the first, at every depth. */
function over(below: ValueMap, above: ValueMap): ValueMap {
  const merged = Object.entries(above).map(([key, value]): [string, Value] => {
    const initial = below[key] ?? null;
    return [key, isMap(initial) && isMap(value) ? over(initial, value) : value];
  });
  return { ...below, ...Object.fromEntries(merged) };
}

function spelled(map: ValueMap, names: Readonly<Record<string, string>>, left: ReadonlySet<string>): ValueMap {
  const of = (value: Value): Value =>
    isList(value) ? value.map(of) : isMap(value) ? spelled(value, names, left) : value;
  return Object.fromEntries(
    Object.entries(map)
      .filter(([key]) => !left.has(key))
      .map(([key, value]) => [names[key] ?? key, of(value)]),
  );
}

/** The resources of an example that could be running as they stand: no intrinsic, nothing that looks at another. */
export function runningResources({ cloudformation, taskDefinition, resource }: Example): [string, ValueMap][] {
  if (taskDefinition) return [['AWS::ECS::TaskDefinition', upperCased(taskDefinition as ValueMap)]];
  if (
    cloudformation === undefined ||
    /!(Ref|GetAtt|Sub|If|Join|Select|ImportValue)|Fn::|\bRef:|Parameters:/.test(cloudformation)
  )
    return [];
  const { Resources }: { readonly Resources: Readonly<Record<string, { Type: string; Properties?: ValueMap }>> } =
    parse(cloudformation);
  return Object.entries(Resources)
    .filter(([id]) => resource === undefined || id === resource)
    .map(([, { Type, Properties = {} }]) => [Type, Properties]);
}

/** The keys of ECS's API in CloudFormation's case; those of maps with names of one's own choice stay. */
function upperCased(map: ValueMap): ValueMap {
  const of = (value: Value): Value => (isList(value) ? value.map(of) : isMap(value) ? upperCased(value) : value);
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      key === 'options' || key === 'dockerLabels' ? value : of(value),
    ]),
  );
}
