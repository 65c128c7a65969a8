import assert from 'node:assert/strict';
import { DEFAULTS } from '../../src/configuration/configuration.js';
import { controls } from '../../src/controls/index.js';
import { testPaths } from '../../src/node/unit-tests.js';
import { inFolder } from '../support/temporary-folder.js';

const WEB = `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: ENABLED
`;

const TESTS = `controls:
  - control: service-no-public-ip
    cases:
      - {name: public address, file: ./web.yaml, resource: Web, expect: fail, line: 7}
      - name: by a parameter
        template:
          Parameters:
            Public: {Type: String}
          Resources:
            Web:
              Type: AWS::ECS::Service
              Properties:
                NetworkConfiguration:
                  AwsvpcConfiguration: {AssignPublicIp: !Ref Public}
        parameters: {Public: ENABLED}
        expect: fail
        line: 14
`;

const run = (cwd: string, ...paths: string[]) =>
  testPaths(cwd, paths, { configuration: DEFAULTS, controls, files: [] });

describe('files of unit tests', () => {
  it('are found in folders, beside what they are judged on', () =>
    inFolder({ 'ringfence-tests/deep/web.yaml': WEB, 'ringfence-tests/deep/network.yaml': TESTS }, async (folder) => {
      const { results, errors, summary } = await run(folder);
      assert.deepEqual(errors, []);
      assert.deepEqual(
        results.map(({ file, line, name, passed, message }) => [file, line, name, passed, message]),
        [
          ['ringfence-tests/deep/network.yaml', 4, 'public address', true, 'AssignPublicIp is ENABLED'],
          ['ringfence-tests/deep/network.yaml', 5, 'by a parameter', true, 'AssignPublicIp is ENABLED'],
        ],
      );
      assert.deepEqual(summary, { passed: 2, failed: 0 });
    }));

  it('one that is broken is an error, and the others run', () =>
    inFolder(
      { 't/a.yaml': 'contrls: []\n', 't/b.yaml': TESTS, 't/web.yaml': WEB, 't/c.yaml': 'controls: [\n' },
      async (folder) => {
        const { errors, summary } = await run(folder, 't');
        assert.deepEqual(
          errors.map(({ file, line }) => [file, line]),
          [
            ['t/a.yaml', 1],
            ['t/c.yaml', 2],
          ],
        );
        assert.deepEqual(summary, { passed: 2, failed: 0 });
      },
    ));

  it('a path that is not there is an error', () =>
    inFolder({}, async (folder) => {
      const { errors } = await run(folder);
      assert.deepEqual(errors, [
        {
          file: 'ringfence-tests',
          line: null,
          column: null,
          message: 'it cannot be read: there is no such file or folder; `ringfence init` writes a first test there',
        },
      ]);
    }));

  it('a file that is named must be a test', () =>
    inFolder({ 'web.yaml': WEB }, async (folder) => {
      const { errors } = await run(folder, 'web.yaml');
      assert.match(errors[0]?.message ?? '', /unknown key `Resources`/);
    }));
});
