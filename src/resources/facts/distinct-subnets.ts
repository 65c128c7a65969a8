import { isIntrinsic, isList, isMap, isNoValue, mayBeAbsent, own, type Value } from '../../language/value.js';
import { valueAtPath } from '../relations.js';
import type { Resource } from '../resource.js';
import { type Fact, type FactContext, unknownFrom } from './fact.js';

const SUBNETS = ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets'];
const SOURCE = ['Properties', ...SUBNETS];

/** How many different things are certainly among them, and how many there can be. */
interface Count {
  readonly least: number;
  readonly greatest: number;
}

/**
 * A part of a count: something that has an identity of its own, or a value that may be the same as any other
 * (rule 6 of meaning). Equal texts are one part.
 */
interface Part {
  readonly key: string;
  readonly distinct: boolean;
  /** It may turn out to be nothing, or several. */
  readonly vague: boolean;
}

function count(parts: readonly Part[]): Count {
  const byKey = [...new Map(parts.map((part) => [part.key, part])).values()];
  const certain = byKey.filter(({ distinct }) => distinct).length;
  const somewhere = byKey.some(({ vague }) => !vague) ? 1 : 0;
  return { least: Math.max(certain, somewhere), greatest: byKey.length };
}

function subnetPart(subnet: Value, { index }: FactContext): Part {
  const found = index.target(subnet, ['AWS::EC2::Subnet']);
  if (found.kind === 'resource') return { key: `resource ${found.resource.id}`, distinct: true, vague: false };
  if (typeof subnet === 'string') return { key: `literal ${subnet}`, distinct: true, vague: false };
  return { key: JSON.stringify(subnet), distinct: false, vague: mayBeAbsent(subnet) };
}

function subnetsOf({ properties }: Resource): Value {
  const subnets = valueAtPath(properties, SUBNETS);
  return isList(subnets) ? subnets.filter((subnet) => subnet !== null && !isNoValue(subnet)) : subnets;
}

/** How many different subnets a service names, as `{least, greatest}`. */
export const distinctSubnets: Fact = {
  name: 'DistinctSubnets',
  types: ['AWS::ECS::Service'],
  at: [[]],
  source: SOURCE,
  compute: (_, context) => {
    const subnets = subnetsOf(context.resource);
    if (subnets === null) return { least: 0, greatest: 0 };
    if (!isList(subnets)) return unknownFrom(subnets, 'the list of subnets');
    const parts = subnets.map((subnet) => subnetPart(subnet, context));
    const { least, greatest } = count(parts);
    // What may be left out or stand for several leaves only the least.
    return parts.some(({ vague }) => vague) ? { least } : { least, greatest };
  },
};

/** In how many different zones they are, where all of them are defined in the input; else absent. */
export const distinctZones: Fact = {
  name: 'DistinctZones',
  types: ['AWS::ECS::Service'],
  at: [[]],
  source: SOURCE,
  compute: (_, { resource, index }) => {
    const subnets = subnetsOf(resource);
    if (!isList(subnets)) return null;
    const zones: Part[] = [];
    for (const subnet of subnets) {
      const found = index.target(subnet, ['AWS::EC2::Subnet']);
      if (found.kind !== 'resource') return null;
      zones.push(zonePart(found.resource));
    }
    return zones.length === 0 ? null : { ...count(distinguished(zones)) };
  },
};

/** `Fn::GetAZs` gives the zones of one region once each, so its elements are different where the indices are. */
function zonePart({ id, properties }: Resource): Part {
  const zone = own(properties, 'AvailabilityZone') ?? own(properties, 'AvailabilityZoneId');
  if (typeof zone === 'string') return { key: `literal ${zone}`, distinct: true, vague: false };
  if (isGetAzs(zone)) return { key: `GetAZs ${JSON.stringify(zone)}`, distinct: true, vague: false };
  // AWS chooses where nothing is said.
  return { key: zone === null ? id : JSON.stringify(zone), distinct: false, vague: false };
}

function isGetAzs(zone: Value): boolean {
  const select = isMap(zone) ? own(zone, 'Fn::Select') : null;
  if (!isList(select) || !isMap(select[1] ?? null)) return false;
  const list = select[1];
  const index = select[0];
  return (
    isIntrinsic(list) && Object.hasOwn(list, 'Fn::GetAZs') && (typeof index === 'string' || typeof index === 'number')
  );
}

/** Literal zones and elements of `Fn::GetAZs` may be the same: then only the larger group counts as certain. */
function distinguished(zones: readonly Part[]): Part[] {
  const literal = zones.filter(({ distinct, key }) => distinct && key.startsWith('literal'));
  const selected = zones.filter(({ distinct, key }) => distinct && !key.startsWith('literal'));
  const lesser = new Set(literal.length < selected.length ? literal : selected);
  const mixed = literal.length > 0 && selected.length > 0;
  return zones.map((zone) => (mixed && lesser.has(zone) ? { ...zone, distinct: false } : zone));
}
