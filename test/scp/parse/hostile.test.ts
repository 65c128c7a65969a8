import assert from 'node:assert/strict';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { parsePolicy } from '../../../src/scp/parse/parse.js';
import { hasVariable, variableKeys } from '../../../src/scp/variables.js';

const policy = (statement: string): string => `{"Version":"2012-10-17","Statement":[${statement}]}`;
const rule = (rest: string): string => `{"Effect":"Deny","Resource":"*",${rest}}`;
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(',');

/** A megabyte that a parser may be slow at. Each took from seconds to hours before it was read in one pass. */
const texts: [name: string, text: string][] = [
  ['a string of escapes that does not end', `{"Version":"${'\\"'.repeat(500_000)}`],
  ['quotes', '"'.repeat(1_000_000)],
  ['brackets', '['.repeat(1_000_000)],
  ['commas', `[${','.repeat(1_000_000)}]`],
  ['lines', '\n'.repeat(1_000_000)],
  ['a name of a megabyte', policy(rule(`"Action":"*","${'x'.repeat(1_000_000)}":1`))],
  ['actions that are none', policy(rule(`"Action":[${many(90_000, (index) => `"a${index}"`)}]`))],
  ['elements that are none', policy(rule(many(60_000, (index) => `"Action${index}":1`)))],
  [
    'operators that are none',
    policy(rule(`"Action":"*","Condition":{${many(30_000, (index) => `"Bol${index}":{"a:b":"c"}`)}}`)),
  ],
  ['the same Sid', policy(many(20_000, () => rule('"Sid":"same","Action":"*"')))],
];

describe('texts of strangers', () => {
  for (const [name, text] of texts) {
    it(`${name}: a located error, in linear time`, () => {
      const before = process.cpuUsage();
      const [problem] = parsePolicy(text, 'SERVICE_CONTROL_POLICY').problems ?? [];
      const { user } = process.cpuUsage(before);
      assert.ok(problem && problem.line !== null && problem.column !== null);
      assert.ok(user < 10e6, `${user / 1e6} s of processor`);
    });
  }

  it('variables that do not end are looked through once', () => {
    const before = process.cpuUsage();
    for (const text of ['${a:', '${a:b,', "${a:b,'", '${a:     ']) hasVariable(text.repeat(200_000));
    variableKeys(`\${a:${' '.repeat(1_000_000)}`);
    assert.ok(process.cpuUsage(before).user < 5e6);
  });
});

describe('names of actions', () => {
  it('every action of the catalogue is one', async () => {
    const { actions } = await iamCatalogue();
    const text = policy(rule(`"Action":${JSON.stringify(actions)}`));
    assert.deepEqual(parsePolicy(text, 'SERVICE_CONTROL_POLICY').problems, undefined);
  });
});
