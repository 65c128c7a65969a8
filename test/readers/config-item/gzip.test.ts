import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { gunzipped } from '../../../src/readers/gzip.js';

describe('Items that are compressed', () => {
  it('are unpacked', () => {
    const { bytes } = gunzipped(gzipSync('{"a": 1}'), 'snapshot.json.gz');
    assert.equal(Buffer.from(bytes ?? []).toString(), '{"a": 1}');
  });

  const snapshot = (megabytes: number): Buffer =>
    gzipSync(`{"configurationItems": [${' '.repeat(megabytes * 1024 * 1024)}]}`, { level: 1 });

  const BAD: readonly (readonly [name: string, bytes: () => Buffer, message: RegExp])[] = [
    ['a bomb', () => snapshot(300), /unpacks to more than 256 MB.*select-resource-config/],
    ['cut off', () => gzipSync('{"configurationItems": []}').subarray(0, 20), /cut off or damaged; download it again/],
    ['no gzip but for its beginning', () => Buffer.from([0x1f, 0x8b, 1, 2, 3]), /cut off or damaged/],
    [
      'large, and something else',
      () => gzipSync(`Resources:${' '.repeat(11 * 1024 * 1024)}`),
      /more than 10 MB and is no configuration snapshot/,
    ],
  ];
  for (const [name, bytes, message] of BAD) {
    it(`are refused: ${name}`, () => {
      assert.match(gunzipped(bytes(), 'snapshot.json.gz').problem?.message ?? '', message);
    }).timeout(20_000);
  }
});
