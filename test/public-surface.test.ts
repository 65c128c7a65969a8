import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as library from '../src/index.js';
import * as forMocha from '../src/mocha.js';
import { inRepository } from './support/repository.js';
import { inFolder } from './support/temporary-folder.js';

/** The names that a declaration file exports as types alone. */
function typesOf(declaration: string): string[] {
  const text = readFileSync(inRepository(declaration), 'utf8');
  const lists = [...text.matchAll(/^export type \{([^}]*)\}/gm)].flatMap(([, names]) => (names ?? '').split(','));
  const own = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name ?? '');
  return [...lists.map((name) => name.trim()), ...own].filter((name) => name !== '').sort();
}

describe('the public surface', () => {
  it('of the library', () => {
    assert.deepEqual(Object.keys(library).sort(), [
      'DefectError',
      'OptionsError',
      'all',
      'any',
      'atLeast',
      'atMost',
      'check',
      'control',
      'controls',
      'countAtLeast',
      'equals',
      'every',
      'exists',
      'fact',
      'hasKey',
      'item',
      'like',
      'matches',
      'not',
      'oneOf',
      'oneOrMany',
      'parameter',
      'parameterIs',
      'property',
      'related',
      'says',
      'secret',
      'some',
      'versionAtLeast',
    ]);
    assert.deepEqual(typesOf('build/src/index.d.ts'), [
      'BaselineEntry',
      'BlindSpots',
      'CheckError',
      'CheckPathsOptions',
      'CheckResult',
      'Condition',
      'Control',
      'EngineChoice',
      'Example',
      'Mappings',
      'Parameter',
      'ParameterReference',
      'Profile',
      'Result',
      'Rule',
      'Severity',
      'SimpleControl',
      'Term',
    ]);
  });

  it('of ringfence/mocha', () => {
    assert.deepEqual(Object.keys(forMocha), ['policyTests']);
    assert.deepEqual(typesOf('build/src/mocha.d.ts'), ['PolicyTestOptions']);
  });
});

describe('check of the library', () => {
  const template =
    'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      NetworkConfiguration:\n        AwsvpcConfiguration: {AssignPublicIp: ENABLED}\n';

  it('reads paths and the configuration', () =>
    inFolder(
      { 'infra/web.yaml': template, 'ringfence.yaml': 'controls:\n  service-no-public-ip: {severity: low}\n' },
      async (cwd) => {
        const { results } = await library.check({ cwd, paths: ['infra'], control: ['service-no-public-ip'] });
        assert.deepEqual(
          results.map(({ file, line, verdict, severity, help }) => ({ file, line, verdict, severity, help })),
          [
            {
              file: 'infra/web.yaml',
              line: 6,
              verdict: 'fail',
              severity: 'low',
              help: 'https://github.com/ringfence/ringfence/blob/main/docs/controls/service-no-public-ip.md',
            },
          ],
        );
      },
    ));

  it('refuses options and configurations that cannot be used', () =>
    inFolder({ 'ringfence.yaml': 'profil: strict\n' }, async (cwd) => {
      await assert.rejects(library.check({ cwd, paths: ['.'] }), {
        name: 'OptionsError',
        message: 'ringfence.yaml:1: unknown key `profil`; did you mean `profile`?',
      });
      await inFolder({}, (empty) =>
        assert.rejects(library.check({ cwd: empty, paths: ['.'], control: ['service-no-public-i'] }), {
          name: 'OptionsError',
          message: /there is no control `service-no-public-i`; did you mean `service-no-public-ip`\?/,
        }),
      );
    }));
});
