import type { AddressRange } from '../conditions/addresses.js';
import type { Domain } from '../conditions/elements.js';
import { compareNumbers } from '../conditions/numbers.js';

/**
 * One value of every kind that the boundaries of some questions tell apart: each boundary, something between
 * neighbours, below the least and above the greatest; and one that is of no such kind.
 */
export function boundaryValues(domains: readonly Domain[]): string[] {
  const numbers = domains.flatMap((domain) => (domain.kind === 'number' ? domain.points : []));
  const dates = domains.flatMap((domain) => (domain.kind === 'date' ? domain.points : []));
  const ranges = domains.flatMap((domain) => (domain.kind === 'address' ? domain.ranges : []));
  return [
    ...(numbers.length > 0 ? aroundNumbers(numbers) : []),
    ...(dates.length > 0 ? aroundDates(dates) : []),
    ...(domains.some(({ kind }) => kind === 'address') ? aroundAddresses(ranges) : []),
    'none',
  ];
}

function aroundNumbers(points: readonly string[]): string[] {
  const sorted = [...new Set(points)].toSorted((one, other) => compareNumbers(one, other) ?? 0);
  const between = sorted.slice(1).map((point, index) => half(sorted[index] ?? '0', point));
  return [plus(sorted[0] ?? '0', -1n), ...sorted, ...between, plus(sorted.at(-1) ?? '0', 1n)];
}

/** A decimal as an integer of units of 10^-scale. */
function units(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = BigInt(`${whole === '' ? '0' : whole}${fraction.padEnd(scale, '0')}`);
  return text.startsWith('-') ? -value : value;
}

function decimalText(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

const scaleOf = (text: string): number => text.split('.')[1]?.length ?? 0;

const plus = (text: string, step: bigint): string => {
  const scale = scaleOf(text);
  return decimalText(units(text, scale) + step * 10n ** BigInt(scale), scale);
};

/** Exactly between two decimals. */
function half(one: string, other: string): string {
  const scale = Math.max(scaleOf(one), scaleOf(other)) + 1;
  return decimalText((units(one, scale) + units(other, scale)) / 2n, scale);
}

function aroundDates(points: readonly number[]): string[] {
  const sorted = [...new Set(points)].toSorted((one, other) => one - other);
  const between = sorted.slice(1).map((point, index) => Math.floor((point + (sorted[index] ?? 0)) / 2));
  const all = [(sorted[0] ?? 0) - 1000, ...sorted, ...between, (sorted.at(-1) ?? 0) + 1000];
  return all.map((milliseconds) => new Date(milliseconds).toISOString());
}

const WIDTHS = { 4: 32n, 6: 128n } as const;

function aroundAddresses(ranges: readonly AddressRange[]): string[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = ranges.filter((range) => range.family === family);
    const starts = new Set([0n, ...own.flatMap(({ first, last }) => [first, last + 1n])]);
    return [...starts].filter((start) => start < 1n << WIDTHS[family]).map((start) => addressText(family, start));
  });
}

function addressText(family: 4 | 6, value: bigint): string {
  const [count, bits] = family === 4 ? [4, 8n] : [8, 16n];
  const groups = Array.from(
    { length: count },
    (_, index) => (value >> (bits * BigInt(count - 1 - index))) & ((1n << bits) - 1n),
  );
  return family === 4 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
}
