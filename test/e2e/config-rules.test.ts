import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Control, type Example, parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { configRules } from '../../src/emit/config/config-rules.js';
import type { ParameterValues } from '../../src/language/bind.js';
import { itemCases } from '../support/config-item-cases.js';
import { type ConfigItem, type ItemStatus, itemOf, runningResources } from '../support/config-items.js';
import { generatedItems } from '../support/generated-items.js';
import { judgeItems, type ParametersBy, testDifferences } from '../support/native-guard2.js';
import { inRepository } from '../support/repository.js';
import { inFolder } from '../support/temporary-folder.js';
import { tool } from '../support/tools.js';

const seed = Number(process.env['RINGFENCE_SEED'] ?? 20261122);
/** Guard compiles every pattern at every comparison. */
const SLOW = ['container-no-plaintext-secrets'];
/** Where a property is absent that the schema does not have: nobody knows whether it is set. */
const MAY_NOT_BE_RECORDED = [
  'container-awslogs-options',
  'container-log-options-no-secrets',
  'repository-immutable-tags',
];
const guarded = controls.filter(({ config }) => 'guard' in config);

/** The emitted rules of AWS Config, with the Guard that AWS Config runs, on items. */
describe('the rules of AWS Config, in Guard 2.1', () => {
  for (const control of guarded) {
    describe(control.id, () => {
      const cases = itemCases.filter((one) => one.control === control.id);

      it('has items that pass, fail, and are skipped', () => {
        const expected = new Set(cases.map(({ expect }) => expect));
        // Nothing makes a public repository private.
        const wanted = control.id === 'repository-not-public' ? ['FAIL', 'SKIP'] : ['FAIL', 'PASS', 'SKIP'];
        assert.deepEqual([...expected].sort(), wanted);
      });

      for (const by of ['document', 'option'] as const) {
        it(`judges items as expected, parameters by ${by}`, async () => {
          const sets = new Set(cases.map(({ set = {} }) => JSON.stringify(set)));
          for (const set of sets) {
            const group = cases.filter((one) => JSON.stringify(one.set ?? {}) === set);
            const items = group.map(({ item }) => item);
            const found = await statuses(control, JSON.parse(set), items, by);
            assert.deepEqual(
              group.map(({ name }, index) => `${name}: ${found[index]}`),
              group.map(({ name, expect }) => `${name}: ${expect}`),
            );
          }
        });
      }

      it('judges them so where null is null', async () => {
        for (const { name, item, expect, set = {} } of cases) {
          const { text, parameters } = guardRule(control, set);
          const names = [...text.matchAll(/^rule (\w+)/gm)].map(([, rule = '']) => rule);
          const rules = names.map((rule, index) => {
            const isAbout = names.length === 1 || item.resourceType === typesOf(control)[index];
            return [rule, isAbout ? expect : 'SKIP'] as const;
          });
          const document = { ...item, CONFIG_RULE_PARAMETERS: parameters };
          assert.deepEqual(await testDifferences(text, [{ name, document, rules: Object.fromEntries(rules) }]), []);
        }
      });

      it(`says of generated items what the control means (seed ${seed})`, async () => {
        for (const type of typesOf(control)) {
          const generated = await generatedItems(control, type, SLOW.includes(control.id) ? 60 : 400, seed);
          const items = generated.map(({ item }) => item);
          const found = await statuses(control, {}, items, 'document');
          const wrong = generated.flatMap(({ item, expect }, index) => {
            const isSkipped = found[index] === 'SKIP' && MAY_NOT_BE_RECORDED.includes(control.id);
            return found[index] === expect || isSkipped
              ? []
              : [`${expect}, not ${found[index]}: ${JSON.stringify(item)}`];
          });
          assert.deepEqual(wrong, []);
          assert.ok(generated.length > 20);
        }
      });

      it('judges what the examples would be when they run', () => assertExamples(control));
    });
  }
});

async function statuses(
  control: Control,
  set: ParameterValues,
  items: readonly ConfigItem[],
  by: ParametersBy,
): Promise<ItemStatus[]> {
  const { text, parameters } = guardRule(control, set);
  return judgeItems(text, items, parameters, by);
}

/** The text of a control's rule, and the parameters that it is given. */
function guardRule(control: Control, set: ParameterValues): { text: string; parameters: Record<string, string> } {
  const [rule] = configRules(control, { ...parameterDefaults(control), ...set });
  assert.ok(rule?.source.kind === 'guard');
  return {
    text: rule.source.text,
    parameters: Object.fromEntries(rule.parameters.map(({ name, value }) => [name, value])),
  };
}

const typesOf = ({ config }: Control): readonly string[] => ('guard' in config ? config.guard : []);

const EXPECTED: Readonly<Record<Example['verdict'], ItemStatus>> = {
  pass: 'PASS',
  fail: 'FAIL',
  none: 'SKIP',
  unknown: 'SKIP',
};

/** Examples of which one item knows less than a template: skipped, whatever the template comes to. */
const LESS_KNOWN: Readonly<Record<string, readonly string[]>> = {
  'container-awslogs-options': ['no options at all'],
  'cluster-exec-logging': [
    'the default, and tasks that use awslogs',
    'the default, and a container that logs elsewhere',
  ],
};

/** Examples that ECS takes no resource of, so that no item looks like that: a variable whose value is an object. */
const NEVER_RECORDED: Readonly<Record<string, readonly string[]>> = {
  'container-secret-reference-valid': ['the form that guides show, as an object in an environment variable'],
};

async function assertExamples(control: Control): Promise<void> {
  const types = typesOf(control);
  const cases = control.examples.flatMap((example) => {
    if (example.container !== undefined || NEVER_RECORDED[control.id]?.includes(example.name)) return [];
    return runningResources(example)
      .filter(([type]) => types.includes(type))
      .map(([type, properties]) => ({ example, type, properties }));
  });
  for (const { example, type, properties } of cases) {
    const expected = EXPECTED[example.verdict];
    const [everything, schema] = await statuses(
      control,
      example.set ?? {},
      [itemOf(type, properties, 'everything'), itemOf(type, properties, 'schema')],
      'document',
    );
    const less = LESS_KNOWN[control.id]?.includes(example.name) ?? false;
    assert.equal(everything, less ? 'SKIP' : expected, example.name);
    // What is not recorded decides nothing: it never turns a verdict into the other.
    assert.ok(schema === expected || schema === 'SKIP', `${example.name}: ${schema}`);
  }
}

describe('the emitted conformance packs', () => {
  const packs = readdirSync(inRepository('config-rules')).filter((name) => name.endsWith('.yaml'));

  for (const name of packs) {
    it(`${name}: cfn-lint finds nothing but the parameter for the deployer`, () => {
      // W2001 is about unused parameters: nothing uses RingfenceDigest, on purpose.
      const found = lint(inRepository(`config-rules/${name}`));
      assert.deepEqual(found, ['W2001 Parameter RingfenceDigest not used.']);
    });
  }

  it('cfn-lint knows the properties of a rule', async () => {
    const [first = ''] = packs;
    const text = readFileSync(inRepository(`config-rules/${first}`), 'utf8');
    const wrong = text.replace('PolicyRuntime', 'Runtime').replace('AWS::Config::ConfigRule', 'AWS::Config::Rule');
    await inFolder({ 'pack.yaml': wrong }, (folder) => {
      const found = lint(join(folder, 'pack.yaml')).map((line) => line.slice(0, line.indexOf(' ')));
      assert.ok(
        found.some((id) => id.startsWith('E')),
        found.join(),
      );
    });
  });
});

/** One line for each finding. */
function lint(file: string): string[] {
  let output: string;
  try {
    output = execFileSync(tool('cfn-lint'), ['--format', 'json', file], { encoding: 'utf8' });
  } catch (error) {
    assert.ok(error instanceof Error && 'stdout' in error && typeof error.stdout === 'string', String(error));
    output = error.stdout;
  }
  const found: unknown = JSON.parse(output);
  assert.ok(Array.isArray(found));
  return found.map((one: { Rule: { Id: string }; Message: string }) => `${one.Rule.Id} ${one.Message}`);
}
