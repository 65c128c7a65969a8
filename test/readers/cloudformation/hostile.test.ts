// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { readCloudFormation } from '../../../src/readers/cloudformation/index.js';

const withValue = (value: string): string => `Resources: {R: {Type: T, Properties: {V: ${value}}}}`;

/** Wraps a value in itself again and again. */
function grown(start: string, wrap: (inner: string) => string, times: number): string {
  let value = start;
  for (let count = 0; count < times; count++) value = wrap(value);
  return value;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const series = (count: number, one: (index: number) => string): string => lines(count, one).replaceAll('\n', ', ');

/** Templates that a stranger may write to exhaust memory, the stack or time, and what must come of them. */
const CASES: readonly (readonly [title: string, text: string, problem: RegExp | null])[] = [
  ['brackets 1,000 deep', withValue('['.repeat(1000) + ']'.repeat(1000)), /nested more than 500 deep/],
  ['JSON 100,000 deep', `{"Resources": ${'['.repeat(100_000)}`, /nested more than 500 deep/],
  ['maps 3,000 deep', lines(3000, (depth) => `${' '.repeat(depth)}a:`), /nested more than 500 deep/],
  ['lists 100,000 deep', '- '.repeat(100_000), /nested more than 500 deep/],
  ['keys 2,000 deep', '? '.repeat(2000), /nested more than 500 deep/],
  [
    'aliases that stand for 10,000,000,000 values',
    `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${lines(9, (level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`)}]`)}`,
    /aliases stand for more than 200,000 values/,
  ],
  [
    'aliases 3,000 deep',
    `a0: &a0 [x]\n${lines(3000, (level) => `a${level + 1}: &a${level + 1} [*a${level}]`)}`,
    /nested more than 500 deep/,
  ],
  [
    'merges of merges',
    `a: &a {${series(3000, (index) => `k${index}: 1`)}}\n${lines(3000, (index) => `b${index}: {<<: *a}`)}`,
    /aliases stand for more than 200,000 values/,
  ],
  [
    'a text that doubles 40 times',
    withValue(grown('!Sub "aaaaaaaa"', (v) => `!Sub ["\${a}\${a}", {a: ${v}}]`, 40)),
    null,
  ],
  ['an unknown text that doubles', withValue(grown('!Ref Q', (v) => `!Sub ["\${a}-\${a}", {a: ${v}}]`, 40)), null],
  [
    'an unknown value that doubles',
    withValue(grown('!Ref Q', (v) => `!Sub ["\${a}-\${a}", {a: !Select [!Ref Q, [${v}]]}]`, 40)),
    null,
  ],
  ['JSON in JSON 60 times', withValue(grown('!ToJsonString {a: "\\""}', (v) => `!ToJsonString {a: ${v}}`, 60)), null],
  [
    'a long list that is named 20,000 times',
    `Parameters: {L: {Type: CommaDelimitedList, Default: "${'a,'.repeat(20_000)}"}}\n${withValue(`[${Array(20_000).fill('!Ref L')}]`)}`,
    null,
  ],
  [
    'a long mapping that is named 20,000 times',
    `Mappings: {M: {a: {b: [${'a,'.repeat(20_000)}]}}}\n${withValue(`[${Array(20_000).fill('!FindInMap [M, a, b]')}]`)}`,
    null,
  ],
  ['500,000 placeholders that never close', withValue(`!Sub "${'${'.repeat(500_000)}"`), null],
  ['100,000 dynamic references', withValue(`"${'{{resolve:ssm:a}}'.repeat(100_000)}"`), null],
  ['100,000 dynamic references that never close', withValue(`"${'{{resolve:'.repeat(100_000)}"`), null],
  ['20,000 closing brackets at the margin', lines(20_000, (index) => `a${index}: [\n  1\n]`), null],
  ['100,000 hashes in a quoted text before such a bracket', `a: ["x${' #'.repeat(100_000)}"\n]`, null],
  [
    '3,000 lines that only a lenient parser takes',
    lines(3000, (index) => `a${index}: [\n1,\n2 ]`),
    /deficient indentation/,
  ],
  [
    'a loop that makes 1,800,000 values',
    `Resources: {"Fn::ForEach::A": [X, [${series(9000, (index) => `v${index}`)}], {"R\${X}": {Type: T, Properties: {${series(200, (index) => `p${index}: x`)}}}}]}`,
    /makes more than can be read/,
  ],
];

describe('CloudFormation: templates that want to exhaust the reader', () => {
  for (const [title, text, wanted] of CASES) {
    it(title, function () {
      this.timeout(15_000);
      const { template, problem } = readCloudFormation(text, { file: 'f', parameters: {} });
      if (wanted) assert.match(problem?.message ?? 'it was read', wanted);
      else assert.ok(JSON.stringify(template?.resources).length < 25_000_000);
    });
  }
});
