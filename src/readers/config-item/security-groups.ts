import { emptyMap, isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { malformed } from './embedded.js';
import { ignoringCase } from './ignoring-case.js';

/** How a rule names what it is about, by its direction. */
interface Direction {
  readonly group: string;
  readonly prefixList: string;
}
const INGRESS: Direction = { group: 'SourceSecurityGroupId', prefixList: 'SourcePrefixListId' };
const EGRESS: Direction = { group: 'DestinationSecurityGroupId', prefixList: 'DestinationPrefixListId' };

/** A permission lists its peers; CloudFormation has one rule for each. */
const rules =
  (direction: Direction) =>
  (permissions: Value): Value =>
    isList(permissions)
      ? permissions.flatMap((permission) => (isMap(permission) ? rulesOf(permission, direction) : [malformed('a map')]))
      : malformed('a list');

export const ingressRules = rules(INGRESS);
export const egressRules = rules(EGRESS);

function rulesOf(permission: ValueMap, { group, prefixList }: Direction): ValueMap[] {
  const common = {
    ...present('IpProtocol', ignoringCase(permission, 'ipProtocol')),
    ...present('FromPort', ignoringCase(permission, 'fromPort')),
    ...present('ToPort', ignoringCase(permission, 'toPort')),
  };
  const peers = [
    // Both name the same ranges; `ipRanges` is the older.
    ...peersIn(permission, ['ipv4Ranges', 'ipRanges'], 'cidrIp', 'CidrIp'),
    ...peersIn(permission, ['ipv6Ranges'], 'cidrIpv6', 'CidrIpv6'),
    ...peersIn(permission, ['userIdGroupPairs'], 'groupId', group),
    ...peersIn(permission, ['prefixListIds'], 'prefixListId', prefixList),
  ];
  return peers.length === 0 ? [common] : peers.map((peer) => ({ ...common, ...peer }));
}

/** The peers that some lists name, each once. */
function peersIn(permission: ValueMap, lists: readonly string[], key: string, name: string): ValueMap[] {
  const found = lists.flatMap((list): readonly Value[] => {
    const elements = ignoringCase(permission, list);
    if (elements === null) return [];
    return isList(elements) ? elements.map((element) => peerOf(element, key)) : [malformed('a list')];
  });
  return [...new Map(found.map((peer) => [JSON.stringify(peer), { [name]: peer }])).values()];
}

/** `{cidrIp: …}`, or the text alone. */
function peerOf(element: Value, key: string): Value {
  const peer = isMap(element) ? (ignoringCase(element, key) ?? own(element, 'value')) : element;
  return typeof peer === 'string' ? peer : malformed('a text');
}

function present(name: string, value: Value): ValueMap {
  const map = emptyMap();
  if (value !== null) map[name] = isMap(value) ? malformed('a scalar') : value;
  return map;
}
