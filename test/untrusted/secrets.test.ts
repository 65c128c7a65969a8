// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, run } from '../cli/support/command.js';
import { brokenWith, itemsWith, SECRETS, templateWith } from './planted.js';

/** Everything that a user, a log or a file may come to hold, by how it was made. */
async function outputs(folder: string, words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const both = ({ stdout, stderr }: { stdout: string; stderr: string }): string => stdout + stderr;
  const profile = ['--profile', 'strict'];
  const text = await run(folder, ['check', ...words, ...profile, '--verbose', '--output', 'json=out.json']);
  const json = await run(folder, ['check', ...words, ...profile, '--format', 'json', '--debug']);
  const normalized = await run(folder, ['check', ...words, ...profile, '--normalize']);
  const baseline = await run(folder, ['check', ...words, ...profile, '--write-baseline', 'known.json']);
  return {
    text: both(text),
    json: both(json),
    'a file of --output': file('out.json'),
    '--normalize': both(normalized),
    'a baseline': file('known.json'),
    'what is said about the baseline': both(baseline),
  };
}

function assertHidden(shown: Readonly<Record<string, string>>, secret: string): void {
  for (const [output, text] of Object.entries(shown)) {
    const at = text.indexOf(secret);
    assert.equal(at, -1, `${output} shows it: …${text.slice(Math.max(0, at - 100), at + secret.length)}`);
  }
}

describe('Secrets of known forms', function () {
  this.timeout(60_000);
  for (const [kind, { written, secret }] of Object.entries(SECRETS)) {
    it(`a ${kind} is in no output of a template`, async () => {
      const folder = folderWith({ 'web.yaml': templateWith(written) });
      const shown = await outputs(folder, ['web.yaml']);
      assert.match(shown['text'] ?? '', /container-not-privileged/);
      assertHidden(shown, secret);
    });

    it(`a ${kind} is in no output of configuration items`, async () => {
      const files = itemsWith(written);
      const shown = await outputs(folderWith(files), Object.keys(files));
      assert.match(shown['text'] ?? '', /container-not-privileged/);
      assertHidden(shown, secret);
    });

    it(`a ${kind} is in no error`, async () => {
      const broken = brokenWith(written);
      assertHidden(await outputs(folderWith(broken), Object.keys(broken)), secret);
    });
  }
});

describe('Environment values of configuration items', function () {
  this.timeout(60_000);
  it('are in no output where a control says that they are secrets, however the item is given', async () => {
    const files = itemsWith('info', 'planted-under-a-name');
    const shown = await outputs(folderWith(files), Object.keys(files));
    assert.match(shown['text'] ?? '', /`DB_PASSWORD` is named like a secret/);
    assertHidden(shown, 'planted-under-a-name');
  });
});

const noEcho = (use: string): string => `Parameters:
  Token:
    Type: String
    NoEcho: true
    Default: planted-by-default
Resources:
  Web: {Type: AWS::ECS::Service, Properties: {NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ${use}}}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: ${use}
      ContainerDefinitions: [{Name: ${use}, Image: ${use}, Privileged: true, Environment: [{Name: A, Value: ${use}}, {Name: ${use}, Value: b}]}]
`;

const USES: Readonly<Record<string, string>> = {
  Ref: '!Ref Token',
  'a text around it': '!Sub "https://${Token}.example.com"',
  Join: '!Join ["-", [a, !Ref Token]]',
  'encoded in Base64': '{"Fn::Base64": !Ref Token}',
  'split apart': '!Select [1, !Split ["-", !Ref Token]]',
  'as JSON': '{"Fn::ToJsonString": {token: !Ref Token}}',
};

describe('Values of NoEcho parameters', function () {
  this.timeout(60_000);
  for (const [how, use] of Object.entries(USES)) {
    it(`are in no output: ${how}`, async () => {
      const folder = folderWith({ 'web.yaml': noEcho(use) });
      assertHidden(await outputs(folder, ['web.yaml']), 'planted-by-default');
      const given = await outputs(folder, ['web.yaml', '--parameter', 'Token=planted-by-command']);
      for (const secret of ['planted-by-default', 'planted-by-command', 'cGxhbnRlZC']) assertHidden(given, secret);
    });
  }

  it('are not in the message about a given value either', async () => {
    const template = noEcho('!Ref Token').replace('NoEcho: true', 'NoEcho: true\n    AllowedPattern: "[0-9]+"');
    const folder = folderWith({
      'web.yaml': template,
      'values.json': '[{"ParameterKey": "Token", "ParameterValue": "planted-in-file"}]',
    });
    assertHidden(await outputs(folder, ['web.yaml', '--parameters', 'values.json']), 'planted-in-file');
  });
});

/** A plan in which a value is marked as sensitive, in the ways that Terraform has. */
function sensitivePlan(marks: object): string {
  const resource = { address: 'aws_ecs_service.web', mode: 'managed', type: 'aws_ecs_service', name: 'web' };
  const task = { address: 'aws_ecs_task_definition.t', mode: 'managed', type: 'aws_ecs_task_definition', name: 't' };
  const values = {
    name: 'planted-in-plan',
    launch_type: 'planted-in-plan',
    network_configuration: [{ assign_public_ip: true }],
  };
  const containers = JSON.stringify([
    { name: 'planted-in-plan', image: 'x', privileged: true, environment: [{ name: 'A', value: 'planted-in-plan' }] },
  ]);
  const taskValues = { family: 't', network_mode: 'planted-in-plan', container_definitions: containers };
  return JSON.stringify({
    format_version: '1.2',
    variables: { token: { value: 'planted-in-plan' } },
    planned_values: {
      root_module: {
        resources: [
          { ...resource, values },
          { ...task, values: taskValues },
        ],
      },
    },
    resource_changes: [
      { ...resource, change: { actions: ['create'], after: values } },
      { ...task, change: { actions: ['create'], after: taskValues } },
    ],
    ...marks,
  });
}

const resourceWith = (marks: object) => {
  const plan: { planned_values: { root_module: { resources: object[] } } } = JSON.parse(sensitivePlan({}));
  return {
    planned_values: {
      root_module: { resources: plan.planned_values.root_module.resources.map((one) => ({ ...one, ...marks })) },
    },
  };
};

const MARKS: Readonly<Record<string, object>> = {
  'a sensitive variable': { configuration: { root_module: { variables: { token: { sensitive: true } } } } },
  'sensitive_values of the resource': resourceWith({ sensitive_values: { name: true } }),
};

describe('Values that a plan marks as sensitive', () => {
  for (const [how, marks] of Object.entries(MARKS)) {
    it(`are in no output: ${how}`, async () => {
      const folder = folderWith({ 'tfplan.json': sensitivePlan(marks) });
      const shown = await outputs(folder, ['tfplan.json']);
      assert.match(shown['text'] ?? '', /service-no-public-ip/);
      assertHidden(shown, 'planted-in-plan');
    });
  }
});
