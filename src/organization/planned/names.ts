import { createHash } from 'node:crypto';

/** Longest beginning of a name: AWS takes 128 characters, and a number, a control and a hash come behind it. */
const LONGEST = 48;

/**
 * The beginning of the names of a target's documents: `ringfence-workloads-production`. It depends on the configuration
 * alone, so that what is emitted has the name of what is attached, wherever the tree comes from.
 *
 * @param unit as the target names it: a path, an id or an account number
 * @param others all units that targets name: two that would read alike get a hash of their own
 */
export const documentPrefix = (unit: string, others: readonly string[]): string =>
  `ringfence-${unitName(unit, others)}`;

/** A unit as a part of a name: `workloads-production`; with a hash of its own where another would read alike. */
export function unitName(unit: string, others: readonly string[]): string {
  const name = slug(unit);
  const alike = others.some((other) => spelled(other) !== spelled(unit) && slug(other) === name);
  return [...(name === '' ? [] : [name]), ...(alike || name === '' ? [hash(unit)] : [])].join('-');
}

function slug(unit: string): string {
  if (unit === '/') return 'root';
  const text = unit
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}-${hash(unit)}`;
}

const spelled = (unit: string): string => (unit === '/' ? unit : unit.replace(/(?<!\/)\/+$/, ''));

const hash = (unit: string): string => createHash('sha256').update(spelled(unit)).digest('hex').slice(0, 8);
