import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadJudges } from '../../src/check/engines.js';
import { maskText } from '../../src/check/mask.js';
import { bindRules } from '../../src/controls/bound.js';
import { type Control, parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { bound } from '../../src/language/evaluate.js';
import { DIGITS, globPattern, toRegExp, VERSION, versionPattern } from '../../src/language/patterns.js';
import { ELEMENTS, visits } from '../../src/language/terms.js';
import type { Value } from '../../src/language/value.js';
import { matchesGlob } from '../../src/resources/glob.js';
import { SECRET_FORMATS } from '../../src/resources/secret-formats.js';
import { folderWith, run } from '../cli/support/command.js';
import { select } from '../support/checking.js';
import { computed } from '../support/computed.js';
import { inRepository } from '../support/repository.js';

const LENGTH = 100_000;

/** A pattern of a control, and where it is looked for. */
interface Asked {
  readonly control: Control;
  readonly pattern: string;
  readonly type: string;
  readonly path: readonly string[];
}

const asked: readonly Asked[] = controls.flatMap((control) =>
  bindRules(control, parameterDefaults(control)).flatMap(({ each, types: [type = ''], when, holds }) => {
    const itemPath = each ? [...each.path, ELEMENTS] : [];
    const found = [holds, ...(when ? [when] : [])].flatMap((condition) => [...visits(condition, itemPath)]);
    return found.flatMap((visit): Asked[] => {
      if (!('leaf' in visit)) return [];
      const { leaf, path } = visit;
      const patterns =
        leaf.kind === 'matches'
          ? [leaf.pattern]
          : leaf.kind === 'like'
            ? bound<readonly string[]>(leaf.globs).map(globPattern)
            : [];
      return patterns.map((pattern) => ({ control, pattern, type, path }));
    });
  }),
);

const PATTERNS = [
  ...new Set([...asked.map(({ pattern }) => pattern), ...SECRET_FORMATS, DIGITS, VERSION, versionPattern('1.25.3')]),
];

/** A text that does not match, after much that nearly does: a part of a match again and again, and an end that spoils it. */
function pumped(sample: string, from: number, to: number): string {
  const part = sample.slice(from, to);
  return `${`${sample.slice(0, from)}${part.repeat(Math.ceil(LENGTH / part.length))}`.slice(0, LENGTH)}\u0001`;
}

const PLAIN = [
  'a',
  'A',
  '0',
  ' ',
  '-',
  '.',
  '/',
  ':',
  'a.',
  'a-',
  'a:',
  '://',
  'a@',
  '=',
  ';',
  '{',
  '"',
  '\n',
  'é',
  '\ud83d\ude00',
  '*',
];

function adversarial(pattern: string): string[] {
  const body = new RegExp(pattern.replace('(?i)', ''), 's');
  const samples = fc
    .sample(fc.stringMatching(body), { numRuns: 6, seed: 20261122 })
    .filter((sample) => sample.length > 0);
  const cuts = samples.flatMap((sample) =>
    fc
      .sample(fc.tuple(fc.nat(sample.length - 1), fc.integer({ min: 1, max: 12 })), { numRuns: 8, seed: sample.length })
      .map(([from, length]) => pumped(sample, from, Math.min(sample.length, from + length))),
  );
  return [
    ...samples.map((sample) => pumped(sample, 0, sample.length)),
    ...cuts,
    ...PLAIN.map((part) => pumped(part, 0, part.length)),
  ];
}

const MOST_MILLISECONDS = 500;

function assertQuick(texts: readonly string[], test: (text: string) => void): void {
  for (const text of texts) {
    const milliseconds = computed(() => test(text));
    assert.ok(
      milliseconds < MOST_MILLISECONDS,
      `${Math.round(milliseconds)} ms for ${JSON.stringify(text.slice(0, 100))}…`,
    );
  }
}

describe('Patterns on texts of 100 KB that nearly match', function () {
  this.timeout(300_000);

  it('are those of all controls', () => assert.ok(asked.length > 5));

  for (const pattern of PATTERNS) {
    it(`in JavaScript: ${pattern.slice(0, 80)}`, () => {
      const expression = toRegExp(pattern);
      assertQuick(adversarial(pattern), (text) => void expression.test(text));
    });
  }

  it('the masks of known secrets', () => {
    assertQuick([...new Set([...SECRET_FORMATS, ...MASKED].flatMap(adversarial))], (text) => void maskText(text));
  });

  for (const engine of ['opa', 'guard'] as const) {
    it(`in ${engine === 'opa' ? "OPA's WebAssembly" : 'Guard'}`, async () => {
      for (const one of distinct(asked)) {
        const judges = await judgesOf(one.control, engine);
        for (const text of adversarial(one.pattern).slice(0, engine === 'opa' ? 12 : 2)) {
          const document = { Resources: { R: resourceWith(one, text) } };
          for (const judge of judges) judge.engine.judge({ Resources: { R: resourceWith(one, 'warm') } });
          const milliseconds = computed(() => {
            for (const judge of judges) judge.engine.judge(document);
          });
          assert.ok(
            milliseconds < 3_000,
            `${one.control.id} ${one.path.join('.')}: ${Math.round(milliseconds)} ms for ${JSON.stringify(text.slice(0, 60))}…`,
          );
        }
      }
    });
  }
});

/** Forms that masking looks for. */
const MASKED = [
  '-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----',
  'secret_access_key["\' ]*[:=] ?["\']?[A-Za-z0-9/+]{40}',
  'eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*',
  'eyJ[A-Za-z]{8}-',
  'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}',
  'https://hooks\\.slack\\.com/services/[A-Za-z0-9/_-]{20}',
  '[a-z][a-z0-9+.-]*://[a-z]*:[a-z]+@',
  ';Password=[a-z]+',
  '\\n[ \\t]*password = x',
];

/** One of the same pattern is enough for each control. */
const distinct = (all: readonly Asked[]): Asked[] => [
  ...new Map(all.map((one) => [one.control.id + one.pattern, one])).values(),
];

const judgesOf = (control: Control, engine: 'opa' | 'guard') =>
  loadJudges({
    controls: [select(control)],
    engine,
    assets: {
      policyWasm: async () => readFileSync(inRepository('policies/policy.wasm')),
      guardWasm: async () => readFileSync(inRepository('bindings/guard/guard.wasm')),
      compileRego: async () => null,
    },
  });

function resourceWith({ type, path }: Asked, text: string) {
  const put = ([key, ...rest]: readonly string[]): Value =>
    key === undefined ? text : key === ELEMENTS ? [put(rest)] : { [key]: put(rest) };
  const [section = 'Properties', ...rest] = path;
  return { Type: type, Properties: {}, Related: {}, Facts: {}, [section]: put(rest) };
}

describe('Globs that an input brings', () => {
  const stars = '*a'.repeat(400);
  const name = 'a'.repeat(LENGTH);

  it('are matched in bounded time', () => {
    for (const glob of [`${stars}b`, `${'*'.repeat(900)}b`, `${'?*'.repeat(400)}b`, `*${'a'.repeat(900)}b`]) {
      let matches = true;
      assert.ok(computed(() => (matches = matchesGlob(glob, name))) < 2_000, glob.slice(0, 20));
      assert.equal(matches, false);
    }
    assert.equal(matchesGlob(stars, name), true);
  });

  it('of exceptions in templates, of registry filters and of policy actions hang nothing', async () => {
    const template = JSON.stringify({
      Resources: {
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Metadata: {
            ringfence: {
              exceptions: [
                {
                  control: 'container-not-privileged',
                  container: `${stars}b`,
                  reason: 'r',
                  owner: 'o',
                  expires: '2099-01-01',
                },
              ],
            },
          },
          Properties: { ContainerDefinitions: [{ Name: name, Privileged: true }] },
        },
        Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: name } },
        Scanning: {
          Type: 'AWS::ECR::RegistryScanningConfiguration',
          Properties: {
            Rules: [
              { ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: `${stars}b`, FilterType: 'WILDCARD' }] },
            ],
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: {
                Effect: 'Allow',
                Principal: { Service: 'ecs-tasks.amazonaws.com' },
                Action: 'sts:AssumeRole',
              },
            },
            Policies: [
              { PolicyDocument: { Statement: { Effect: 'Allow', Action: `${'*?'.repeat(400)}b`, Resource: '*' } } },
            ],
          },
        },
      },
    });
    const folder = folderWith({ 'web.json': template });
    const before = process.cpuUsage();
    const { stdout } = await run(folder, ['check', 'web.json', '--profile', 'strict', '--format', 'json']);
    assert.ok(process.cpuUsage(before).user / 1000 < 10_000);
    const privileged = JSON.parse(stdout).results.find(
      (one: { control: string }) => one.control === 'container-not-privileged',
    );
    assert.equal(privileged.verdict, 'fail');
  });
});
