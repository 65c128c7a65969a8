import assert from 'node:assert/strict';
import fc from 'fast-check';
import { address, addressRange } from '../../../src/scp/conditions/addresses.js';
import { instant } from '../../../src/scp/conditions/dates.js';
import { compareNumbers } from '../../../src/scp/conditions/numbers.js';

const decimal = fc.record({ digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), scale: fc.nat(12) });

/** With a point before the last `scale` digits, and zeros after them. */
function written({ digits, scale }: { digits: bigint; scale: number }, zeros: number): string {
  const [sign, all] = digits < 0n ? ['-', `${-digits}`] : ['', `${digits}`];
  const padded = all.padStart(scale + 1, '0');
  const cut = padded.length - scale;
  return `${sign}${padded.slice(0, cut)}.${padded.slice(cut)}${'0'.repeat(zeros)}`;
}

/** The last two groups as an IPv4 address. */
const dotted = (groups: readonly number[]): string =>
  groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');

describe('values of conditions (property)', () => {
  it('numbers compare as fractions do', () => {
    fc.assert(
      fc.property(decimal, decimal, fc.nat(5), (one, other, zeros) => {
        const difference = one.digits * 10n ** BigInt(other.scale) - other.digits * 10n ** BigInt(one.scale);
        const expected = difference < 0n ? -1 : difference > 0n ? 1 : 0;
        assert.equal(compareNumbers(written(one, zeros), written(other, 0)), expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an IPv6 address is the same in every spelling', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.boolean(), fc.nat(7), fc.integer({ min: 1, max: 8 }), (all, upper, from, length) => {
        const value = all.reduce((sum, group) => sum * 65536n + BigInt(group), 0n);
        const long = all.map((group) => group.toString(16).padStart(4, '0'));
        const short = all.map((group) => group.toString(16));
        const spellings = [long.join(':'), short.join(':'), [...short.slice(0, 6), dotted(all)].join(':')];
        if (all.slice(from, from + length).every((group) => group === 0))
          spellings.push(`${short.slice(0, from).join(':')}::${short.slice(from + length).join(':')}`);
        for (const text of spellings)
          assert.deepEqual(address(upper ? text.toUpperCase() : text), { family: 6, value }, text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a range holds its addresses and no neighbour', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 }), (start, length) => {
        const text = [24, 16, 8, 0].map((shift) => (start >>> shift) & 255).join('.');
        const size = 2n ** BigInt(32 - length);
        const first = (BigInt(start) / size) * size;
        assert.deepEqual(addressRange(`${text}/${length}`), { family: 4, first, last: first + size - 1n });
      }),
    );
  });

  const noAddresses = [
    '',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    ':::',
    '1::2::3',
    '12345::',
    'g::',
    '1:2:3:4:5:6:7',
    '::1.2.3',
    // `::` stands for one group at least.
    '1:2:3:4::5:6:7:8',
  ];
  for (const text of noAddresses) it(`\`${text}\` is no address`, () => assert.equal(address(text), null));

  for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1'])
    it(`\`${text}\` is no range`, () => assert.equal(addressRange(text), null));

  const dates: [text: string, milliseconds: number | null][] = [
    ['1970-01-01T00:00:01Z', 1_000],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1970-01-02', 86_400_000],
    ['1970-02', 2_678_400_000],
    ['1971', 31_536_000_000],
    ['86400', 86_400_000],
    // W3C's profile wants a zone with a time.
    ['1970-01-01T00:00:00', null],
    ['yesterday', null],
    ['1970-13-01', null],
  ];
  for (const [text, expected] of dates) it(`the date ${text}`, () => assert.equal(instant(text), expected));
});
