/** A range of IPv4 or IPv6 addresses, both ends in it. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address as a number, whichever way it is written; null for another text. */
export function address(text: string): Address | null {
  const four = octets(text);
  if (four !== null) return { family: 4, value: four };
  const six = groups(text);
  return six === null ? null : { family: 6, value: six };
}

/** The range of `address` or `address/length`; null for another text. */
export function addressRange(text: string): AddressRange | null {
  const [base = '', length, ...more] = text.split('/');
  const start = address(base);
  if (!start || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = start.family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const rest = BigInt(bits - prefix);
  const first = (start.value >> rest) << rest;
  return { family: start.family, first, last: first + (1n << rest) - 1n };
}

function octets(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

/** Source: RFC 4291, section 2.2. */
function groups(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return null;
  const [head, tail] = halves.map((half) => groupList(half));
  if (!head || (halves.length === 2 && !tail)) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...new Array<number>(halves.length === 2 ? missing : 0).fill(0), ...(tail ?? [])];
  return all.reduce((value, group) => value * 65536n + BigInt(group), 0n);
}

function groupList(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const four = last.includes('.') ? octets(last) : null;
  if (last.includes('.') && four === null) return null;
  const hexadecimal = four === null ? parts : parts.slice(0, -1);
  if (hexadecimal.some((part) => !/^[0-9a-fA-F]{1,4}$/.test(part))) return null;
  const numbers = hexadecimal.map((part) => Number.parseInt(part, 16));
  return four === null ? numbers : [...numbers, Number(four >> 16n), Number(four & 0xffffn)];
}
