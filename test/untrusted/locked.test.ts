import assert from 'node:assert/strict';
import type { CheckResult } from '../../src/check/result.js';
import { folderWith, type Ran, run } from '../cli/support/command.js';

/** What the company has decided; the pull request may change everything but this file. */
const COMPANY = `version: 1
controls:
  container-not-privileged: {severity: critical}
locked: [container-not-privileged]
`;

const EXCEPTION =
  '{control: container-not-privileged, reason: we need it, owner: stranger@example.com, expires: 2099-01-01}';

const templateWith = (metadata: string): string => `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    ${metadata}
    Properties:
      ContainerDefinitions: [{Name: web, Privileged: true}]
`;
const TEMPLATE = templateWith('DeletionPolicy: Retain');

async function checked(files: Readonly<Record<string, string>>, ...words: string[]): Promise<Ran> {
  const folder = folderWith({ 'company.yaml': COMPANY, 'web.yaml': TEMPLATE, ...files });
  return run(folder, ['check', 'web.yaml', '--format', 'json', ...words]);
}

/** Either it is refused, or the control still fails with the company's severity. */
function assertHeld({ status, stdout, stderr }: Ran): void {
  assert.notEqual(status, 0);
  if (stdout === '') {
    assert.match(stderr, /locked|unknown key|version|must|cannot/);
    return;
  }
  const { results }: CheckResult = JSON.parse(stdout);
  const found = results.filter(({ control }) => control === 'container-not-privileged');
  assert.deepEqual(
    found.map(({ verdict, severity }) => [verdict, severity]),
    [['fail', 'critical']],
  );
}

const OWN = 'version: 1\nextends: ./company.yaml\n';

/** What a pull request may try in the repository's own configuration. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'to turn it off': 'controls: {container-not-privileged: off}',
  'to turn it off with false': 'controls: {container-not-privileged: false}',
  'to lower its severity': 'controls: {container-not-privileged: {severity: low}}',
  'to except it': `exceptions: [${EXCEPTION}]`,
  'to except it for everything': `exceptions: [${EXCEPTION.replace('reason', "resource: '*', file: '**', reason")}]`,
  'to lock nothing': 'locked: []',
  'to lock something else': 'locked: [service-no-public-ip]',
  'to allow every inline exception': 'inlineExceptions: all',
  'a control of its own with the same id': 'load: [./own.mjs]',
};

const OWN_CONTROL = `export default { id: 'container-not-privileged', practice: '1', severity: 'low', profile: 'essential', title: 't', why: 'w', remedy: 'r', mappings: {}, rules: [{ types: ['AWS::ECS::TaskDefinition'], holds: { kind: 'all', conditions: [] } }], config: { none: 'a test' }, blindSpots: {}, examples: [] };\n`;

describe('What is locked holds against a configuration', () => {
  it('the control fails as the company says', async () => {
    assertHeld(await checked({ 'ringfence.yaml': OWN }));
  });

  for (const [attempt, text] of Object.entries(ATTEMPTS)) {
    it(`that tries ${attempt}`, async () => {
      assertHeld(await checked({ 'ringfence.yaml': `${OWN}${text}\n`, 'own.mjs': OWN_CONTROL }));
    });

    it(`in between that tries ${attempt}`, async () => {
      const team = `version: 1\nextends: ./company.yaml\n${text}\n`;
      assertHeld(
        await checked({
          'team.yaml': team,
          'ringfence.yaml': 'version: 1\nextends: ./team.yaml\n',
          'own.mjs': OWN_CONTROL,
        }),
      );
    });
  }
});

/** What a template may try in its own metadata. */
const METADATA: Readonly<Record<string, string>> = {
  'an exception': `Metadata: {ringfence: {exceptions: [${EXCEPTION}]}}`,
  'an exception for its container': `Metadata: {ringfence: {exceptions: [${EXCEPTION.replace('reason', "container: '*', reason")}]}}`,
  'many exceptions': `Metadata: {ringfence: {exceptions: [${Array(50).fill(EXCEPTION).join(', ')}]}}`,
  'an exception with an alias': `Metadata: {ringfence: {exceptions: [&e ${EXCEPTION}, *e]}}`,
  'an exception that is a function': `Metadata: {ringfence: {exceptions: {"Fn::If": [A, [${EXCEPTION}], [${EXCEPTION}]]}}}`,
  'a setting':
    'Metadata: {ringfence: {locked: [], inlineExceptions: all, skip: [container-not-privileged], controls: {container-not-privileged: off}}}',
  'a comment of other tools':
    'Metadata: {guard: {SuppressedRules: [container_not_privileged]}, checkov: {skip: [{id: CKV_AWS_1}]}}  # ringfence:disable',
};

describe('What is locked holds against a template', () => {
  for (const [attempt, metadata] of Object.entries(METADATA)) {
    for (const inline of ['', 'inlineExceptions: all\n', 'inlineExceptions: [container-not-privileged]\n']) {
      it(`with ${attempt}${inline === '' ? '' : `, and ${inline.trim()}`}`, async () => {
        assertHeld(await checked({ 'ringfence.yaml': OWN + inline, 'web.yaml': templateWith(metadata) }));
      });
    }
  }

  it('and against tags of a Terraform plan', async () => {
    const plan = {
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_ecs_task_definition.web',
              mode: 'managed',
              type: 'aws_ecs_task_definition',
              name: 'web',
              values: {
                container_definitions: JSON.stringify([{ name: 'web', image: 'x', privileged: true }]),
                tags: { 'ringfence:except:container-not-privileged': 'stranger/2099-01-01/we need it' },
              },
            },
          ],
        },
      },
    };
    const folder = folderWith({ 'company.yaml': COMPANY, 'ringfence.yaml': OWN, 'tfplan.json': JSON.stringify(plan) });
    assertHeld(await run(folder, ['check', 'tfplan.json', '--format', 'json']));
  });

  it('where it is not locked, an exception is what it was', async () => {
    const folder = folderWith({
      'ringfence.yaml': 'version: 1\n',
      'web.yaml': templateWith(`Metadata: {ringfence: {exceptions: [${EXCEPTION}]}}`),
    });
    const { stdout } = await run(folder, [
      'check',
      'web.yaml',
      '--format',
      'json',
      '--control',
      'container-not-privileged',
    ]);
    const { results }: CheckResult = JSON.parse(stdout);
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ['excepted'],
    );
  });
});

describe('A configuration of a pull request is found where it should be', () => {
  it('one beside the inputs, below the working directory, changes nothing', async () => {
    const own = `version: 1\ncontrols: {container-not-privileged: off}\n`;
    assertHeld(
      await checked(
        { 'ringfence.yaml': OWN, 'infra/ringfence.yaml': own, 'infra/web.yaml': TEMPLATE },
        'infra',
        '--skip',
        'service-no-public-ip',
      ).then(onlyOnce),
    );
  });
});

/** The same resource in two files: each has failed. */
function onlyOnce(ran: Ran): Ran {
  const result: CheckResult = JSON.parse(ran.stdout);
  return {
    ...ran,
    stdout: JSON.stringify({ ...result, results: result.results.filter(({ file }) => file === 'infra/web.yaml') }),
  };
}
