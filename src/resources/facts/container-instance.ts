import { Buffer } from 'node:buffer';
import { conjunction, disjunction, FALSE, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value } from '../../language/value.js';
import { isThere } from '../presence.js';
import { propertyAt, valueAtPath } from '../relations.js';
import type { Resource } from '../resource.js';
import type { Fact, FactContext } from './fact.js';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const LAUNCH_CONFIGURATION = 'AWS::AutoScaling::LaunchConfiguration';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROVIDER = 'AWS::ECS::CapacityProvider';

const factsOf = (type: string, properties: readonly string[]): readonly Fact[] => [
  {
    name: 'IsContainerInstance',
    types: [type],
    at: [[]],
    source: [...properties, 'UserData'],
    compute: (_, context) => {
      const found = disjunction([joinsByUserData, isEcsOptimized, isOfCapacityProvider], (ask) => ask(context));
      return found === UNKNOWN ? unknownValue('whether its instances join an ECS cluster') : found === TRUE;
    },
  },
  {
    name: 'MetadataDefault',
    types: [type],
    at: [[]],
    source: [...properties, 'MetadataOptions', 'HttpTokens'],
    compute: () => unknownValue('the metadata default of the AMI, and of the account in this region'),
  },
];

/**
 * Whether instances of a launch template or configuration become container instances of an ECS cluster; and the
 * default of their HttpTokens: what AMI and account say, which no template knows.
 */
export const containerInstanceFacts: readonly Fact[] = [
  ...factsOf(LAUNCH_TEMPLATE, ['Properties', 'LaunchTemplateData']),
  ...factsOf(LAUNCH_CONFIGURATION, ['Properties']),
];

const below = (resource: Resource, key: string): Value =>
  propertyAt(resource, resource.type === LAUNCH_TEMPLATE ? ['LaunchTemplateData', key] : [key]);

/** The agent's configuration on Linux, Bottlerocket's settings, and the Windows AMI's initialization. */
const JOINS = /ECS_CLUSTER|settings\.ecs|Initialize-ECSAgent/;

const BASE64 = /^[A-Za-z0-9+/_-][A-Za-z0-9+/_\s-]*(?:=[=\s]*)?$/;
const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

function joinsByUserData({ resource }: FactContext): Truth {
  const data = below(resource, 'UserData');
  const texts = textsIn(data);
  if (texts.some((text) => JOINS.test(text) || (BASE64.test(text) && JOINS.test(decoded(text))))) return TRUE;
  return hasGap(data) ? UNKNOWN : FALSE;
}

/** Whether a part is unknown that may be any text; pseudo parameters are not. */
function hasGap(value: Value): boolean {
  if (isList(value)) return value.some(hasGap);
  if (!isMap(value)) return false;
  const reference = own(value, 'Ref');
  if (typeof reference === 'string') return !reference.startsWith('AWS::');
  const around = ['Fn::Base64', 'Fn::Join'].map((name) => own(value, name)).find((inside) => inside !== null);
  return around === undefined || hasGap(around);
}

/** The texts that are known inside a value: the literal parts of what is joined, not the names of references. */
function textsIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  if (!isMap(value)) return [];
  return ['Fn::Base64', 'Fn::Join', 'Fn::If'].flatMap((name) => textsIn(own(value, name)));
}

/** Source: the public parameters of ECS-optimized AMIs are /aws/service/ecs/…, Bottlerocket's …/aws-ecs-…. */
const ECS_OPTIMIZED = /\/aws\/service\/(ecs\/|bottlerocket\/aws-ecs|ami-windows-latest\/[^/]*ECS_Optimized)/;

function isEcsOptimized({ resource }: FactContext): Truth {
  const image = below(resource, 'ImageId');
  if (ECS_OPTIMIZED.test(JSON.stringify(image))) return TRUE;
  return image === null || typeof image === 'string' ? FALSE : UNKNOWN;
}

/** A group that a capacity provider names launches from it. */
function isOfCapacityProvider({ resource, index }: FactContext): Truth {
  return disjunction(index.ofTypes([GROUP]), (group) => {
    const launches = disjunction(launchSources(group), (value) => index.names(value, resource));
    if (launches === FALSE) return FALSE;
    const named = disjunction(index.ofTypes([PROVIDER]), (provider) =>
      both(
        isThere(provider, resource),
        index.names(propertyAt(provider, ['AutoScalingGroupProvider', 'AutoScalingGroupArn']), group),
      ),
    );
    return both(isThere(group, resource), launches, named);
  });
}

const both = (...truths: readonly Truth[]): Truth => conjunction(truths, (one) => one);

const SPECIFICATION = ['LaunchTemplateSpecification'];

/** What a group may launch from. */
function launchSources(group: Resource): Value[] {
  const mixed = propertyAt(group, ['MixedInstancesPolicy', 'LaunchTemplate']);
  const overrides = valueAtPath(mixed, ['Overrides']);
  const specifications = [
    propertyAt(group, ['LaunchTemplate']),
    valueAtPath(mixed, SPECIFICATION),
    ...(isList(overrides) ? overrides.map((override) => valueAtPath(override, SPECIFICATION)) : [overrides]),
  ];
  const templates = specifications.flatMap((specification) =>
    isMap(specification) && !isIntrinsic(specification)
      ? [own(specification, 'LaunchTemplateId'), own(specification, 'LaunchTemplateName')]
      : [typeof specification === 'string' ? unknownValue('malformed: a map belongs here') : specification],
  );
  return [propertyAt(group, ['LaunchConfigurationName']), ...templates];
}

/** Whether the input runs ECS tasks on EC2 instances: a group behind a capacity provider, or launch type EC2. */
export const usesInstances: Fact = {
  name: 'UsesInstances',
  types: ['AWS::GuardDuty::Detector'],
  at: [[]],
  source: [],
  compute: (_, { resource, index }) => {
    const used = disjunction(index.ofTypes([PROVIDER, 'AWS::ECS::Service', 'AWS::ECS::TaskSet']), (source) => {
      const { type, properties } = source;
      const runs =
        type === PROVIDER
          ? own(properties, 'AutoScalingGroupProvider') !== null
          : own(properties, 'LaunchType') === 'EC2';
      return both(isThere(source, resource), truth(runs));
    });
    return used === UNKNOWN ? unknownValue('whether this input runs ECS tasks on instances') : used === TRUE;
  },
};
