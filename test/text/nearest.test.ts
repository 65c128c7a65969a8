import assert from 'node:assert/strict';
import { nearest, suggestion } from '../../src/text/nearest.js';

describe('The nearest name', () => {
  const names = ['regions', 'breakGlassRoles', 'a', 'SERVICE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICE'];
  const cases: readonly [given: string, expected: string | null][] = [
    ['regoins', 'regions'],
    ['region', 'regions'],
    ['REGIONS', 'regions'],
    // Two of nine characters, then four of eight.
    ['regionsXY', 'regions'],
    ['regixxxx', null],
    ['breakglasroles', 'breakGlassRoles'],
    // One character of a short name may differ.
    ['b', 'a'],
    ['ab', 'a'],
    ['bc', null],
    // The first of two that are as near.
    ['SERVICE_CONTROL_POLICX', 'SERVICE_CONTROL_POLICY'],
    ['', 'a'],
    ['nothing like it', null],
  ];
  for (const [given, expected] of cases)
    it(`to \`${given}\` is ${expected}`, () => assert.equal(nearest(given, names), expected));

  it('is offered, or nothing is', () => {
    assert.equal(suggestion('regoins', new Set(names)), '; did you mean `regions`?');
    assert.equal(suggestion('zzzzzzz', names), '');
  });

  it('is found quickly where names are long', () => {
    const long = ['x', 'y'].map((last) => `${'a'.repeat(300_000)}${last}`);
    assert.equal(nearest('aaaa', long), null);
  });
});
