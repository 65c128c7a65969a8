import type { AddressRange } from '../conditions/addresses.js';
import { instant } from '../conditions/dates.js';
import type { Domain } from '../conditions/elements.js';
import { compareNumbers } from '../conditions/numbers.js';

/**
 * One value of every kind that the boundaries of some questions tell apart: each boundary, something between
 * neighbours, below the least and above the greatest. A text that is of no such kind is not among them.
 */
export function boundaryValues(domains: readonly Domain[]): string[] {
  const numbers = domains.flatMap((domain) => (domain.kind === 'number' ? domain.points : []));
  const dates = domains.flatMap((domain) => (domain.kind === 'date' ? domain.points : []));
  const ranges = domains.flatMap((domain) => (domain.kind === 'address' ? domain.ranges : []));
  return [
    ...(domains.some(({ kind }) => kind === 'number') ? aroundNumbers(numbers) : []),
    ...(domains.some(({ kind }) => kind === 'date') ? aroundDates(dates) : []),
    ...(domains.some(({ kind }) => kind === 'address') ? aroundAddresses(ranges) : []),
  ];
}

function aroundNumbers(points: readonly string[]): string[] {
  const sorted = [...new Set(points)].toSorted((one, other) => compareNumbers(one, other) ?? 0);
  const between = sorted.slice(1).map((point, index) => half(sorted[index] ?? '0', point));
  return [plus(sorted[0] ?? '0', -1n), ...sorted, ...between, plus(sorted.at(-1) ?? '0', 1n)];
}

/** A decimal as an integer of units of 10^-scale. */
function units(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.trim().replace(/^[+-]/, '').split('.');
  const value = BigInt(`${whole === '' ? '0' : whole}${fraction.padEnd(scale, '0')}`);
  return text.trim().startsWith('-') ? -value : value;
}

function decimalText(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

const scaleOf = (text: string): number => text.trim().split('.')[1]?.length ?? 0;

const plus = (text: string, step: bigint): string => {
  const scale = scaleOf(text);
  return decimalText(units(text, scale) + step * 10n ** BigInt(scale), scale);
};

/** Exactly between two decimals. */
function half(one: string, other: string): string {
  const scale = Math.max(scaleOf(one), scaleOf(other)) + 1;
  return decimalText((units(one, scale) + units(other, scale)) / 2n, scale);
}

/**
 * Instants are whole milliseconds, and beyond the year 9999, where only epoch seconds say them, whole seconds: what lies
 * beside a point is one of these further.
 */
function aroundDates(points: readonly number[]): string[] {
  const around = points.flatMap((point) => [point, point - 1, point + 1, point - 1000, point + 1000]);
  return [0, ...around].flatMap((at) => {
    const texts = [...(Math.abs(at) <= LAST_DATE ? [new Date(at).toISOString()] : []), `${at / 1000}`];
    return texts.find((text) => instant(text) === at) ?? [];
  });
}

/** Of the language's own dates, in milliseconds. */
const LAST_DATE = 8.64e15;

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
