import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../support/repository.js';
import { folderWith, run } from './support/command.js';
import { PUBLIC_SERVICE } from './support/stacks.js';

const ORGANIZATION = readFileSync(inRepository('examples/organization/organization.yaml'), 'utf8');
const ROLE = 'arn:aws:iam::333333333333:role/web';
const TARGETS =
  'organization: {source: ./organization.yaml, targets: [{unit: /Workloads, policies: [deny-root-user]}]}\n';

/** A case of a unit test on the stack. */
const tested = (more: string): string =>
  `controls:\n  - control: service-no-public-ip\n    cases:\n      - {name: a, expect: fail, ${more}}\n`;

const FILES: Readonly<Record<string, string>> = {
  'stack/web.yaml': PUBLIC_SERVICE,
  'organization.yaml': ORGANIZATION,
  'ringfence.yaml': TARGETS,
  'none.yaml': '[]\n',
  'two.yaml': `- {principal: '${ROLE}', action: 'ecs:RunTask'}\n- {principal: web, action: 'ecs:RunTask'}\n`,
  'empty/a.yaml': 'controls: []\n',
  'tests/file.yaml': tested('file: ./wbe.yaml'),
  'other/parameter.yaml': tested('file: ../stack/web.yaml, parameters: {Public: ENABLED}'),
  'mixed/ringfence.yaml': TARGETS,
  'mixed/a.yaml': tested('file: ../stack/web.yaml'),
  'minimum.yaml': 'organization: {quotas: {TAG_POLICY: {characters: 0}}}\n',
  'reason.yaml': "exceptions: [{control: service-multi-az, reason: '', owner: a, expires: 2027-01-31}]\n",
};

const simulate = (...words: string[]): string[] => ['simulate', '--organization', 'organization.yaml', ...words];
const asked = (principal: string, action: string, ...words: string[]): string[] =>
  simulate('--principal', principal, '--action', action, ...words);

const rows: readonly [words: readonly string[], status: number, said: RegExp][] = [
  // A folder after ids is a path.
  [['check', '--control', 'service-no-public-ip', 'stack'], 1, /AssignPublicIp is ENABLED/],
  [['check', '--skip', 'service-no-public-ip', 'stack'], 1, /\(1 input, 1 resource\)/],
  [
    ['check', '--control', 'service-no-public-ip', 'stak'],
    2,
    /^error: `check` needs a PATH: [^;]*; `stak` is taken for an id of `--control`: write the path before it$/m,
  ],
  [['check', 'stack', '--format', 'jsn'], 2, /^error: there is no format `jsn`; did you mean `json`\?$/m],
  [['check', 'stack', '--format', 'pdf'], 2, /^error: there is no format `pdf`; this command prints `text`, `json`$/m],
  [
    ['check', 'stack', '--control', 'service-no-publik-ip'],
    2,
    /no control `service-no-publik-ip`; did you mean `service-no-public-ip`\?$/m,
  ],
  [['controls', 'deny-rot-user'], 2, /^error: there is no control `deny-rot-user`; did you mean `deny-root-user`\?$/m],
  [['controls', 'nothing-like-it'], 2, /`nothing-like-it`; `ringfence controls` lists them$/m],
  [
    ['check', 'stack', '--config', 'minimum.yaml'],
    2,
    /`organization\.quotas\.TAG_POLICY\.characters` is `0`; it must be at least 1$/m,
  ],
  [
    ['check', 'stack', '--config', 'reason.yaml'],
    2,
    /`exceptions\.0\.reason` is empty; it must be a reason in words$/m,
  ],
  [asked('web', 'ecs:RunTask'), 2, /^error: the request: `web` is no principal: write the ARN of a role/m],
  [
    asked(ROLE, 'ecs:RunTask', '--resource', 'web'),
    2,
    /^error: the request: `web` is no resource: write its ARN, or `\*`/m,
  ],
  [
    asked(ROLE, 'ecs:RunTaks'),
    0,
    /assumed: `ecs:RunTaks` is an action, though the IAM catalogue of \S+ has none of this name; did you mean `ecs:RunTask`\?$/m,
  ],
  [simulate('--requests', 'two.yaml'), 2, /^error: two\.yaml:2: `web` is no principal/m],
  [simulate('--requests', 'none.yaml'), 2, /^error: nothing was decided: there is no request in `none\.yaml`$/m],
  [
    asked(ROLE, 'ecs:RunTask', '--policies', 'spc'),
    2,
    /^error: spc: there is no such folder: name one with documents/m,
  ],
  [
    asked(ROLE, 'ecs:RunTask', '--policies', 'stack'),
    2,
    /^error: stack: it holds none of the planned documents: `ringfence-workloads-1\.json`$/m,
  ],
  [['test', 'empty'], 2, /^error: nothing was tested: there is no case in these files; --allow-empty accepts it$/m],
  [['test', 'empty', '--allow-empty'], 0, /^0 passed, 0 failed\n$/],
  [
    ['test'],
    2,
    /ringfence-tests: error: it cannot be read: there is no such file or folder; `ringfence init` writes a first test there$/m,
  ],
  [['test', 'tests'], 1, /^ {6}`\.\/wbe\.yaml`: cannot be read: there is no such file or folder$/m],
  [['test', 'other'], 1, /^ {6}the fixture has no parameter `Public`$/m],
  [['test', 'mixed'], 0, /^1 passed, 0 failed$/m],
  [['snapshot'], 2, /^error: the organization is the file `organization\.yaml` itself: name another one with --out/m],
];

describe('a mistake is answered with what to write instead', function () {
  this.timeout(60_000);
  for (const [words, status, said] of rows) {
    it(words.join(' '), async () => {
      const folder = folderWith(FILES);
      const ran = await run(folder, words);
      assert.match(`${ran.stdout}${ran.stderr}`, said);
      assert.equal(ran.status, status);
      assert.equal(readFileSync(join(folder, 'organization.yaml'), 'utf8'), ORGANIZATION);
    });
  }
});
