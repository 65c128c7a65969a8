import assert from 'node:assert/strict';
import { maskText } from '../../src/check/mask.js';

/** Put together here, so that no scanner of this repository takes an example for a leak. */
const join = (...parts: string[]): string => parts.join('');
const KEY = join('-----BEGIN RSA PRIVATE', ' KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE', ' KEY-----');

const FORMATS: readonly (readonly [name: string, text: string, masked: string])[] = [
  ['AWS access key id', join('id AKIA', 'IOSFODNN7EXAMPLE.'), 'id ***.'],
  ['temporary AWS access key id', join('ASIA', 'IOSFODNN7EXAMPLE'), '***'],
  [
    'AWS secret access key beside its name',
    join('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'),
    'aws_secret_access_key = ***',
  ],
  [
    'AWS secret access key in JSON',
    join('"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY"'),
    '"SecretAccessKey": "***"',
  ],
  ['private key, its lines kept', `a\n${KEY}\nb`, 'a\n***\n\n\n\nb'],
  ['private key that is cut off', join('x -----BEGIN PRIVATE', ' KEY-----\nMIIE'), 'x ***\n'],
  ['JSON Web Token', join('Bearer eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0.abc-_1'), 'Bearer ***'],
  ['GitHub token', join('ghp', '_0123456789abcdefghijABCDEFGHIJ012345'), '***'],
  ['GitHub fine-grained token', join('github', '_pat_11ABCDEFG0123456789abcdef'), '***'],
  ['GitLab token', join('glp', 'at-ABCdef0123456789_-xy'), '***'],
  ['npm token', join('npm', '_0123456789abcdefghijABCDEFGHIJ012345'), '***'],
  ['Slack token', join('xox', 'b-123456789012-abcdefABCDEF'), '***'],
  [
    'Slack webhook',
    join('https://hooks.slack.com/', 'services/T00000000/B00000000/XXXXXXXXXXXXXXXX'),
    'https://hooks.slack.com/services/***',
  ],
  ['Stripe key', join('sk', '_live_0123456789abcdefABCDEF'), '***'],
  ['SendGrid key', join('SG', '.0123456789abcdefABCDEF.0123456789abcdefABCDEF'), '***'],
  ['Google API key', join('AIza', 'SyA0123456789abcdefghijABCDEFGHIJ01'), '***'],
  [
    'password in a URL',
    join('postgres://app:s3cr', 'et@db.example.com/shop'),
    'postgres://app:***@db.example.com/shop',
  ],
];

const KEPT: readonly string[] = [
  'arn:aws:secretsmanager:eu-west-1:222222222222:secret:shop-AbCdEf',
  'https://example.com:8443/path@x',
  '222222222222.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'amqp://user@host',
  'https://$' + '{User}:$' + '{Password}@example.com',
  'AKIA is a prefix',
];

const SENSITIVE: readonly (readonly [name: string, text: string, values: readonly string[], masked: string])[] = [
  ['a declared value, wherever it stands', 'url=abcd1234/x abcd1234', ['abcd1234'], 'url=***/x ***'],
  ['a short one, as a whole word only', 'yes, yesterday: yes', ['yes'], '***, yesterday: ***'],
  ['one with special characters', 'is a.*b', ['a.*b'], 'is ***'],
  ['as JSON writes it', 'say \\"abc\\" to', ['say "abc" to'], '***'],
  ['the lines of a long one', 'x: second line here', ['first line here\nsecond line here'], 'x: ***'],
  ['an empty one hides nothing', 'abc', ['', ' '], 'abc'],
];

describe('what no output shows', () => {
  for (const [name, text, masked] of FORMATS) {
    it(name, () => assert.equal(maskText(text), masked));
  }
  for (const text of KEPT) {
    it(`but not ${text.slice(0, 40)}`, () => assert.equal(maskText(text), text));
  }
  for (const [name, text, values, masked] of SENSITIVE) {
    it(name, () => assert.equal(maskText(text, values), masked));
  }
});
