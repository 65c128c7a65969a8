import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRepository } from './support/repository.js';
import { inFolder } from './support/temporary-folder.js';

const TESTS = `controls:
  - control: service-no-public-ip
    cases:
      - {name: as expected, template: 'Resources: {S: {Type: AWS::ECS::Service}}', expect: pass}
      - {name: not as expected, template: 'Resources: {S: {Type: AWS::ECS::Service}}', expect: fail}
`;

interface MochaJson {
  readonly passes: readonly { readonly fullTitle: string }[];
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message: string } }[];
}

const entry = pathToFileURL(inRepository('build/src/mocha.js')).href;
const CALLS_IT = `import { policyTests } from ${JSON.stringify(entry)};\npolicyTests('tests');\n`;

function mocha(folder: string): MochaJson {
  const command = inRepository('node_modules/mocha/bin/mocha.js');
  const words = [command, '--no-config', '--reporter', 'json', join(folder, 'run.mjs')];
  return JSON.parse(spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' }).stdout) as MochaJson;
}

describe('ringfence/mocha', () => {
  it('turns cases into tests', () =>
    inFolder({ 'tests/network.yaml': TESTS, 'run.mjs': CALLS_IT }, (folder) => {
      const { passes, failures } = mocha(folder);
      const title = 'policy tests in tests tests/network.yaml service-no-public-ip:';
      assert.deepEqual(
        passes.map(({ fullTitle }) => fullTitle),
        [`${title} as expected`],
      );
      assert.deepEqual(
        failures.map(({ fullTitle, err }) => [fullTitle, err.message.split('\n').slice(0, 2)]),
        [[`${title} not as expected`, ['expected fail', 'actual   pass at line 1']]],
      );
    }));

  it('a broken file and an empty folder fail', () =>
    inFolder({ 'tests/a.yaml': 'control: x\n', 'run.mjs': CALLS_IT }, async (folder) => {
      assert.match(
        mocha(folder).failures[0]?.err.message ?? '',
        /^line 1: unknown key `control`; did you mean `controls`\?/,
      );
      await inFolder({ 'tests/notes.txt': '', 'run.mjs': CALLS_IT }, (empty) => {
        assert.equal(mocha(empty).failures[0]?.err.message, 'no policy test was found in `tests`');
      });
    }));
});
