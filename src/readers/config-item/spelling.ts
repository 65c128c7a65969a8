import { emptyMap, isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { fromApi } from '../api-shape.js';
import { plainKeys } from '../json.js';
import { malformed } from './embedded.js';
import { ignoringCase } from './ignoring-case.js';
import { documentInForce, policyDocument } from './policies.js';
import { egressRules, ingressRules } from './security-groups.js';

/** Where an item has what CloudFormation has under another name, or in another form. */
export interface Field {
  /** The name in `configuration`; capitals do not count. */
  readonly from: string;
  readonly read: (value: Value) => Value;
  /** Whether its elements are those of the list in the item, so that a place in it can be shown. */
  readonly keepsPlaces?: true;
}

const asItIs = (value: Value): Value => fromApi(value);

const elements =
  (read: (element: Value) => Value) =>
  (list: Value): Value =>
    isList(list) ? list.map(read) : malformed('a list');

/** `{value: …}`, as the schema of the items has it, or the text alone. */
const names = elements((element) => (isMap(element) ? own(element, 'value') : element));

const below =
  (key: string) =>
  (value: Value): Value =>
    isMap(value) ? ignoringCase(value, key) : malformed('a map');

const named = (from: string): Field => ({ from, read: asItIs });
const list = (from: string, read: (element: Value) => Value): Field => ({
  from,
  read: elements(read),
  keepsPlaces: true,
});
const SECURITY_GROUPS: Field = { from: 'securityGroups', read: names, keepsPlaces: true };

function inlinePolicy(policy: Value): Value {
  if (!isMap(policy)) return malformed('a map');
  const shaped = emptyMap();
  shaped['PolicyName'] = ignoringCase(policy, 'policyName');
  const document = policyDocument(ignoringCase(policy, 'policyDocument'));
  if (document !== null) shaped['PolicyDocument'] = document;
  return shaped;
}

/**
 * The fields of items that CloudFormation names otherwise, by CloudFormation's type and name. Sources: the schemas of
 * items (awslabs/aws-config-resource-schema, 2025-03-17) and the registry schemas of CloudFormation. All other fields
 * have CloudFormation's name but for capitals, which `fromApi` knows.
 */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    Name: named('loadBalancerName'),
    SecurityGroups: SECURITY_GROUPS,
    Subnets: list('availabilityZones', below('subnetId')),
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    SecurityGroups: SECURITY_GROUPS,
    Subnets: { from: 'subnets', read: names, keepsPlaces: true },
  },
  'AWS::AutoScaling::LaunchConfiguration': { SecurityGroups: SECURITY_GROUPS },
  'AWS::EC2::SecurityGroup': {
    GroupDescription: named('description'),
    SecurityGroupIngress: { from: 'ipPermissions', read: ingressRules },
    SecurityGroupEgress: { from: 'ipPermissionsEgress', read: egressRules },
  },
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: { from: 'assumeRolePolicyDocument', read: policyDocument },
    ManagedPolicyArns: list('attachedManagedPolicies', below('policyArn')),
    PermissionsBoundary: { from: 'permissionsBoundary', read: below('permissionsBoundaryArn') },
    Policies: list('rolePolicyList', inlinePolicy),
  },
  'AWS::IAM::ManagedPolicy': {
    ManagedPolicyName: named('policyName'),
    PolicyDocument: { from: 'policyVersionList', read: documentInForce },
  },
};

/** AWS Config's name of a type where CloudFormation has another: it records customer managed policies alone. */
const TYPES: Readonly<Record<string, string>> = { 'AWS::IAM::Policy': 'AWS::IAM::ManagedPolicy' };

/** The CloudFormation type of an item. */
export const cloudFormationType = (type: string): string => (Object.hasOwn(TYPES, type) ? TYPES[type] : null) ?? type;

/** The properties that CloudFormation would have of what is configured. */
export function cloudFormationProperties(type: string, configuration: ValueMap): ValueMap {
  const fields = Object.entries(FIELDS[type] ?? {});
  const read = new Set(fields.map(([, { from }]) => from.toLowerCase()));
  const others = plainKeys(configuration).filter((key) => !read.has(key.toLowerCase()));
  const properties = emptyMap();
  for (const key of others) Object.assign(properties, fromApi({ [key]: configuration[key] ?? null }));
  for (const [name, { from, read: convert }] of fields) {
    const found = ignoringCase(configuration, from);
    const value = found === null ? null : convert(found);
    if (value !== null) properties[name] = value;
  }
  return properties;
}
