import assert from 'node:assert/strict';
import { matchesFile, matchesName } from '../../src/check/glob.js';

const names: readonly (readonly [string, string, boolean])[] = [
  ['Agent*', 'AgentTask', true],
  ['Agent*', 'Agent', true],
  ['Agent*', 'MyAgent', false],
  ['agent', 'Agent', false],
  ['Task?', 'Task1', true],
  ['Task?', 'Task12', false],
  ['*', 'module.a["x/y"].aws_ecs_service.s', true],
  ['module.a["*"].b', 'module.a["x/y"].b', true],
  ['a.b', 'axb', false],
  ['[ab]', 'a', false],
  ['{a,b}', 'a', false],
  ['a**/b', 'ab', false],
  ['(a+)+$', 'aaa', false],
];

const files: readonly (readonly [string, string, boolean])[] = [
  ['monitoring/**', 'monitoring/agent.yaml', true],
  ['monitoring/**', 'monitoring/deep/agent.yaml', true],
  ['monitoring/**', 'other/monitoring/agent.yaml', false],
  ['**/agent.yaml', 'agent.yaml', true],
  ['**/agent.yaml', 'a/b/agent.yaml', true],
  ['**/agent.yaml', 'a/my-agent.yaml', false],
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'a/b.yaml', false],
  ['./a/*.yaml', 'a/b.yaml', true],
  ['a/**/b.yaml', 'a/b.yaml', true],
  ['a/**/b.yaml', 'a/x/y/b.yaml', true],
  ['a?b', 'a/b', false],
];

describe('globs', () => {
  for (const [glob, name, expected] of names) {
    it(`name ${glob} ${expected ? 'matches' : 'does not match'} ${name}`, () =>
      assert.equal(matchesName(glob, name), expected));
  }
  for (const [glob, file, expected] of files) {
    it(`file ${glob} ${expected ? 'matches' : 'does not match'} ${file}`, () =>
      assert.equal(matchesFile(glob, file), expected));
  }
  it('many stars take no time', () =>
    assert.equal(matchesName('*****************************b', 'a'.repeat(5000)), false));
});
