import { isIntrinsic, isList, isMap, unknownValue, type Value, type ValueMap } from '../../../language/value.js';
import { type Block, innerBlocks, unreadableBlocks } from '../block.js';
import { constant, type Field, firstOf, shape, tags, value } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';

interface Direction {
  readonly group: string;
  readonly prefixList: string;
}
const INGRESS: Direction = { group: 'SourceSecurityGroupId', prefixList: 'SourcePrefixListId' };
const EGRESS: Direction = { group: 'DestinationSecurityGroupId', prefixList: 'DestinationPrefixListId' };

/** A rule of Terraform lists its peers; CloudFormation has one rule for each. */
const PEERS: Readonly<Record<string, Field>> = {
  CidrIp: value('cidr_blocks'),
  CidrIpv6: value('ipv6_cidr_blocks'),
  group: references('security_groups'),
  prefixList: references('prefix_list_ids'),
};

const RULE = {
  IpProtocol: value('protocol'),
  FromPort: value('from_port'),
  ToPort: value('to_port'),
  Description: value('description'),
};

function peers(rule: Block, direction: Direction): ValueMap[] {
  return Object.entries(PEERS).flatMap(([peer, field]) => {
    const name = peer === 'group' || peer === 'prefixList' ? direction[peer] : peer;
    const found = field(rule);
    if (found === null) return [];
    const list = isList(found) ? found : [isIntrinsic(found) ? found : unknownValue('malformed: a list belongs here')];
    return list.map((element): ValueMap => ({ [name]: element }));
  });
}

/** Rules that stand in the group. */
function inlineRules(name: string, direction: Direction): Field {
  return (group): Value => {
    const rules = innerBlocks(group, name);
    if (!rules) return unreadableBlocks(group, name);
    const list = rules.flatMap((rule) => {
      const common = shape(rule, RULE);
      const self = value('self')(rule) === true ? [{ [direction.group]: { Ref: group.path } }] : [];
      const found = [...peers(rule, direction), ...self];
      return found.length === 0 ? [common] : found.map((peer) => ({ ...common, ...peer }));
    });
    return list.length === 0 ? null : list;
  };
}

const securityGroup: Mapping = {
  type: 'AWS::EC2::SecurityGroup',
  fields: {
    GroupName: value('name'),
    GroupDescription: value('description'),
    VpcId: reference('vpc_id'),
    SecurityGroupIngress: inlineRules('ingress', INGRESS),
    // Terraform removes the rule to everywhere that AWS adds to a new group, so no rule means none.
    SecurityGroupEgress: firstOf(inlineRules('egress', EGRESS), constant([])),
    Tags: tags,
  },
};

/** One resource for each peer of a rule that stands for itself; ingress or egress by its `type`. */
function splitRule(properties: ValueMap): readonly ValueMap[] {
  const { Peers: found, ...common } = properties;
  const list = isList(found) ? found.filter(isMap) : [];
  return list.length === 0 ? [common] : list.map((peer) => ({ ...common, ...peer }));
}

const legacyRule = (type: string, direction: Direction): Mapping => ({
  type,
  fields: {
    GroupId: reference('security_group_id'),
    ...RULE,
    Peers: (rule) => [
      ...peers(rule, direction),
      ...present(direction.group, reference('source_security_group_id')(rule)),
      ...(value('self')(rule) === true ? present(direction.group, reference('security_group_id')(rule)) : []),
    ],
  },
  split: splitRule,
});

const present = (name: string, found: Value): ValueMap[] => (found === null ? [] : [{ [name]: found }]);

const rule = (type: string, direction: Direction): Mapping => ({
  type,
  fields: {
    GroupId: reference('security_group_id'),
    IpProtocol: value('ip_protocol'),
    FromPort: value('from_port'),
    ToPort: value('to_port'),
    Description: value('description'),
    CidrIp: value('cidr_ipv4'),
    CidrIpv6: value('cidr_ipv6'),
    [direction.group]: reference('referenced_security_group_id'),
    [direction.prefixList]: reference('prefix_list_id'),
  },
});

export const securityGroups: Mappings = {
  aws_security_group: securityGroup,
  aws_default_security_group: securityGroup,
  aws_security_group_rule: {
    ...legacyRule('AWS::EC2::SecurityGroupIngress', INGRESS),
    instead: { attribute: 'type', is: 'egress', mapping: legacyRule('AWS::EC2::SecurityGroupEgress', EGRESS) },
  },
  aws_vpc_security_group_ingress_rule: rule('AWS::EC2::SecurityGroupIngress', INGRESS),
  aws_vpc_security_group_egress_rule: rule('AWS::EC2::SecurityGroupEgress', EGRESS),
};
