// biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what is looked for.
import assert from 'node:assert/strict';
import { folderWith, run } from '../cli/support/command.js';

const LONG = 100_000;

/** Texts that act where they are shown, and what shows that they did. */
const HOSTILE: Readonly<Record<string, { readonly text: string; readonly acted: RegExp }>> = {
  'a log command': { text: '::error file=app.js::planted', acted: /^\s*::/m },
  'a log command on a line of its own': { text: 'x\n::add-mask::planted\n::stop-commands::t', acted: /^\s*::/m },
  'a log command after a carriage return': { text: 'x\r::warning::planted', acted: /\r|^\s*::/m },
  'a log command of other services': {
    text: '##vso[task.setvariable]x ##[error]x ##teamcity[x]',
    acted: /##(vso|teamcity)?\[/,
  },
  'a terminal escape': { text: '\u001b[2J\u001b[31mplanted\u001b]8;;http://e.example\u0007x', acted: /[\u001b\u0007]/ },
  'a one-character escape': { text: '\u009b31mplanted', acted: /\u009b/ },
  'a backspace and a bell': { text: 'fail\b\b\b\bpass\u0007', acted: /[\b\u0007]/ },
  'bidirectional controls': { text: 'a\u202egnp\u2066b\u2069\u200f', acted: /[\u200f\u202a-\u202e\u2066-\u2069]/ },
  'letters that nobody sees': { text: 'pay\u200bpal\ufeff\u00ad\u{e0041}', acted: /[\u200b\ufeff\u00ad\u{e0041}]/u },
  'line separators': { text: 'a\u2028b\u2029c\u0085d', acted: /[\u2028\u2029\u0085]/ },
  'half a character': { text: 'a\ud800b', acted: /\p{Surrogate}/u },
  'a very long text': { text: 'y'.repeat(LONG), acted: /y{10000}/ },
};

/** Plain in JSON and text; here so that a later format has to do something about them. */
const MARKUP: Readonly<Record<string, string>> = {
  Markdown: '[planted](https://e.example) ![i](https://e.example/i) `x` **b** | a | b |\n\n# h\n\n```',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; "\'',
};

const templateWith = (text: string): string =>
  JSON.stringify({
    Description: text,
    Resources: {
      [text]: {
        Type: 'AWS::ECS::Service',
        Metadata: { 'aws:cdk:path': text },
        Properties: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } }, LaunchType: text },
      },
      Web: {
        Type: 'AWS::ECS::Service',
        Properties: { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: { Ref: text } } } },
      },
      Other: { Type: text, Properties: {} },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Metadata: {
          ringfence: {
            exceptions: [{ control: 'container-not-privileged', reason: text, owner: text, expires: '2099-01-01' }],
          },
        },
        Properties: {
          NetworkMode: text,
          ContainerDefinitions: [
            { Name: text, Image: text, Privileged: true, User: text, Environment: [{ Name: text, Value: text }] },
          ],
        },
      },
    },
  });

/** The same where no template can be read: the message quotes the name. */
const brokenWith = (text: string): string =>
  `{"Resources": {${JSON.stringify(text)}: {"Type": "T"}, ${JSON.stringify(text)}: {"Type": "T"}}}`;

const planWith = (text: string): string =>
  JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [
          {
            address: `aws_ecs_service.web[${JSON.stringify(text)}]`,
            mode: 'managed',
            type: 'aws_ecs_service',
            name: 'web',
            index: text,
            values: { network_configuration: [{ assign_public_ip: true }], launch_type: text },
          },
        ],
      },
    },
  });

async function shown(text: string): Promise<Readonly<Record<string, string>>> {
  const folder = folderWith({
    'web.json': templateWith(text),
    'broken.json': brokenWith(text),
    'tfplan.json': planWith(text),
  });
  const words = ['check', 'web.json', 'broken.json', 'tfplan.json', '--profile', 'strict'];
  const [report, verbose, json, normalized] = [
    await run(folder, words),
    await run(folder, [...words, '--verbose']),
    await run(folder, [...words, '--format', 'json']),
    await run(folder, [...words, '--normalize']),
  ];
  for (const ran of [report, verbose, json, normalized]) assert.equal(ran.status, 2);
  return {
    text: report.stdout,
    'text --verbose': verbose.stdout,
    'standard error': [report, verbose, json, normalized].map(({ stderr }) => stderr).join(''),
    json: json.stdout,
    '--normalize': normalized.stdout,
  };
}

describe('Hostile ids, names and values', function () {
  this.timeout(60_000);
  for (const [kind, { text, acted }] of Object.entries(HOSTILE)) {
    it(`${kind}: nothing acts`, async () => {
      for (const [output, content] of Object.entries(await shown(text))) {
        // JSON is data: a long value is whole there.
        if (kind === 'a very long text' && (output === 'json' || output === '--normalize')) continue;
        const found = acted.exec(content);
        assert.equal(
          found,
          null,
          `${output}: ${JSON.stringify(content.slice(Math.max(0, (found?.index ?? 0) - 80), (found?.index ?? 0) + 80))}`,
        );
      }
    });

    it(`${kind}: JSON says what was there`, async () => {
      const { results } = JSON.parse((await shown(text))['json'] ?? '');
      const ids = new Set(results.map((result: { resource: { id: string } }) => result.resource.id));
      assert.ok(ids.has(text), 'the id of a resource is what the template says');
    });
  }

  for (const [kind, text] of Object.entries(MARKUP)) {
    it(`${kind} stays on its line in text, and is data in JSON`, async () => {
      const outputs = await shown(text);
      assert.doesNotMatch(outputs['text'] ?? '', /^# h|^```/m);
      assert.doesNotThrow(() => JSON.parse(outputs['json'] ?? ''));
    });
  }

  it('a very long name makes no very long report', async () => {
    const outputs = await shown('y'.repeat(LONG));
    assert.ok((outputs['text --verbose']?.length ?? 0) < 200_000);
    assert.ok((outputs['standard error']?.length ?? 0) < 10_000);
  });
});

describe('Names that are objects to JavaScript', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
    it(`a resource, container, parameter and condition called ${name}`, async () => {
      const template = `{"Parameters": {"${name}": {"Type": "String", "Default": "ENABLED"}}, "Conditions": {"${name}": {"Fn::Equals": [{"Ref": "${name}"}, "ENABLED"]}}, "Resources": {"${name}": {"Type": "AWS::ECS::Service", "Condition": "${name}", "Properties": {"NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": {"Ref": "${name}"}}}}}}}`;
      const folder = folderWith({ 'web.json': template });
      const { stdout } = await run(folder, [
        'check',
        'web.json',
        '--control',
        'service-no-public-ip',
        '--format',
        'json',
      ]);
      assert.deepEqual(
        JSON.parse(stdout).results.map((one: { verdict: string; resource: { id: string } }) => [
          one.resource.id,
          one.verdict,
        ]),
        [[name, 'fail']],
      );
      assert.equal(Object.hasOwn(Object.prototype, 'Type'), false);
    });
  }
});
