import assert from 'node:assert/strict';
import { decodeText } from '../../src/readers/text.js';

const TEXT = '{"name": "Grüße 🚀"}';

/** UTF-16 with the small or the big byte of each pair first. */
function utf16(text: string, bigEndian = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

const BINARY_PLAN = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(26), Buffer.from('tfplan')]);

describe('Decoding bytes', () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, text: string])[] = [
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`), TEXT],
    ['UTF-16 LE', utf16(TEXT), TEXT],
    ['UTF-16 LE with a byte order mark', utf16(`\uFEFF${TEXT}`), TEXT],
    ['UTF-16 BE', utf16(TEXT, true), TEXT],
    ['UTF-16 BE with a byte order mark', utf16(`\uFEFF${TEXT}`, true), TEXT],
    ['nothing', new Uint8Array(), ''],
    ['one byte', Buffer.from('a'), 'a'],
  ];
  for (const [name, bytes, text] of cases) {
    it(name, () => assert.equal(decodeText(bytes, 'x.json').text, text));
  }

  const bad: readonly (readonly [name: string, bytes: Uint8Array, message: RegExp])[] = [
    ['Latin-1', Buffer.from([0x7b, 0xe4, 0x7d]), /not UTF-8 text/],
    ['half a pair of UTF-16', Buffer.concat([utf16('{}'), Buffer.from([0x00])]), /not UTF-16LE text/],
    ['a binary plan', BINARY_PLAN, /terraform show -json/],
  ];
  for (const [name, bytes, message] of bad) {
    it(`${name} is a problem`, () => {
      const { problem } = decodeText(bytes, 'x.json');
      assert.equal(problem?.file, 'x.json');
      assert.match(problem?.message ?? '', message);
    });
  }
});
