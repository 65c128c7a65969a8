/** A decimal, exactly: digits × 10^-scale. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** More digits than any number of a policy has; beyond them a text is no number. */
const LONGEST = 100;

function decimal(text: string): Decimal | null {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text.trim()) ?? [];
  if (sign === undefined || whole + fraction === '' || text.length > LONGEST) return null;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** Compares two decimal numbers exactly: below 0, 0 or above 0; null where one is no number. */
export function compareNumbers(one: string, other: string): number | null {
  const [first, second] = [decimal(one), decimal(other)];
  if (!first || !second) return null;
  const scale = Math.max(first.scale, second.scale);
  const difference = scaled(first, scale) - scaled(second, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const scaled = ({ digits, scale }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - scale);

export const isNumber = (text: string): boolean => decimal(text) !== null;
