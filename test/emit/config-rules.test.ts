import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { controlPage } from '../../scripts/docs/control-page.js';
import { type Control, control, parameterDefaults, type SimpleControl } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { ConfigRuleError } from '../../src/emit/config/config-rule-error.js';
import { configRules } from '../../src/emit/config/config-rules.js';
import { conformancePacks } from '../../src/emit/config/conformance-packs.js';
import { CONFIG_MANIFEST, configFiles } from '../../src/emit/config/files.js';
import { emitFiles, sha256 } from '../../src/emit/emit.js';
import { all, equals, every, exists, item, not, property, related } from '../../src/language/builders.js';
import { itemCases } from '../support/config-item-cases.js';
import { guardEngine } from '../support/engines.js';

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default: string }>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Rule }>>;
}

interface Rule {
  readonly ConfigRuleName: string;
  readonly Description: string;
  readonly InputParameters?: Readonly<Record<string, unknown>>;
  readonly Scope?: { readonly ComplianceResourceTypes: readonly string[] };
  readonly Source: {
    readonly Owner: string;
    readonly SourceIdentifier?: string;
    readonly CustomPolicyDetails?: { readonly PolicyText: string; readonly PolicyRuntime: string };
  };
}

const packs = conformancePacks(controls, {});
const templates = packs.map(({ template }) => parse(template) as Template);
const rules = templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Properties }) => Properties));

/** A control of one rule over task definitions, with what is of interest. */
function made(own: Partial<SimpleControl>): Control {
  const base = controls.find(({ id }) => id === 'task-no-host-process-namespace');
  assert.ok(base);
  const { rules: _, ...rest } = base;
  return control({
    ...rest,
    applies: ['AWS::ECS::TaskDefinition'],
    config: { guard: ['AWS::ECS::TaskDefinition'] },
    holds: all(),
    ...own,
  });
}

const textOf = (given: Control): string => {
  const [rule] = configRules(given, parameterDefaults(given));
  assert.ok(rule?.source.kind === 'guard');
  return rule.source.text;
};

describe('conformance packs', () => {
  it('keep to the limits of AWS Config', () => {
    for (const { name, template, rules: count, parameters } of packs) {
      assert.match(name, /^[a-zA-Z][-a-zA-Z0-9]*$/);
      assert.ok(name.length <= 128);
      assert.ok(Buffer.byteLength(template) <= 51_200, name);
      assert.ok(count <= 130 && Object.keys(parameters).length + 1 <= 60, name);
    }
    assert.ok(packs.length <= 50);
    for (const { ConfigRuleName, Description, Source } of rules) {
      assert.match(ConfigRuleName, /^[A-Za-z0-9-_]{1,64}$/);
      assert.ok(Description.length <= 256, ConfigRuleName);
      assert.ok((Source.CustomPolicyDetails?.PolicyText ?? '').length <= 10_000, ConfigRuleName);
    }
  });

  it('have plain characters only', () => {
    for (const { name, template } of packs) assert.match(template, /^[\n\x20-\x7e]*$/, name);
  });

  it('hold rules and nothing else, each control once or not at all', () => {
    assert.deepEqual(
      [...new Set(templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)))],
      ['AWS::Config::ConfigRule'],
    );
    const expected = controls.filter(({ config }) => !('none' in config)).map(({ id }) => id);
    assert.deepEqual(packs.flatMap((pack) => pack.controls).sort(), expected.toSorted());
    assert.equal(new Set(rules.map(({ ConfigRuleName }) => ConfigRuleName)).size, rules.length);
  });

  it('carry no rule that AWS has discontinued or that only comes near', () => {
    const near = controls.flatMap(({ mappings }) => mappings.configNear ?? []);
    const used = rules.flatMap(({ Source }) => Source.SourceIdentifier ?? []);
    assert.ok(!used.includes('ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT'));
    for (const name of near) assert.ok(!used.includes(name.toUpperCase().replaceAll('-', '_')), name);
    assert.throws(
      () =>
        conformancePacks(
          [made({ config: { managed: [{ identifier: 'ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT' }], why: 'x' } })],
          {},
        ),
      /AWS discontinued the managed rule `ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT` in 2026-04/,
    );
    assert.throws(
      () => conformancePacks([made({ config: { managed: [{ identifier: 'NO_SUCH_RULE' }], why: 'x' } })], {}),
      /the managed rule `NO_SUCH_RULE` is not known/,
    );
  });

  it('have the parameter for the deployer, which nothing uses', () => {
    for (const [index, { Parameters, Resources }] of templates.entries()) {
      assert.equal(Parameters['RingfenceDigest']?.Type, 'String');
      assert.equal(Parameters['RingfenceDigest']?.Default, '');
      assert.doesNotMatch(JSON.stringify(Resources), /RingfenceDigest/);
      assert.ok(!('RingfenceDigest' in (packs[index]?.parameters ?? {})));
    }
  });

  it('have every parameter of a control but two that Guard 2 cannot be given', () => {
    const written = ['container-image-tag-not-moving.movingTags', 'container-no-plaintext-secrets.allowedNames'];
    const vehicles = controls.filter(({ config }) => !('none' in config));
    const declared = vehicles.flatMap(({ id, parameters = {} }) =>
      Object.keys(parameters).map((name) => `${id}.${name}`),
    );
    // What registryScansAll says, the managed rule sees for itself.
    const expected = declared.filter(
      (name) => ![...written, 'repository-scan-on-push.registryScansAll'].includes(name),
    );
    const found = packs.flatMap(({ parameters }) => Object.keys(parameters));
    const pascal = (name: string) => name.replaceAll(/(^|[-.])(.)/g, (_, __, letter: string) => letter.toUpperCase());
    assert.deepEqual(found.sort(), expected.map(pascal).sort());
  });

  it('take values by parameters, so that the templates stay the same', () => {
    const values = {
      'container-logging': { allowedLogDrivers: ['awslogs', 'splunk'] },
      'service-exec-audited': { forbidExec: true },
      'service-fargate-platform-version': { minimumPlatformVersion: '1.5.0' },
    };
    const set = conformancePacks(controls, values);
    assert.deepEqual(
      set.map(({ template }) => template),
      packs.map(({ template }) => template),
    );
    const parameters = Object.assign({}, ...set.map((pack) => pack.parameters));
    assert.equal(parameters.ContainerLoggingAllowedLogDrivers, 'awslogs,splunk');
    assert.equal(parameters.ServiceExecAuditedForbidExec, 'true');
    assert.equal(parameters.ServiceFargatePlatformVersionMinimumPlatformVersion, '1.5.0');
    assert.equal(parameters.ClusterContainerInsightsAccountContainerInsights, 'disabled');
  });

  it('have the same names and rules whichever controls are given', () => {
    const some = controls.filter(({ practice }) => practice.startsWith('4.') || practice === '001');
    const expected = packs.filter(({ name }) => /^ringfence-essential-[04]$/.test(name));
    assert.deepEqual(conformancePacks(some, {}), expected);
    const strict = conformancePacks([{ ...made({}), id: 'task-of-our-own', profile: 'strict', rules: ownRules() }], {});
    assert.deepEqual(
      strict.map(({ name }) => name),
      ['ringfence-strict-2'],
    );
  });

  it('say which types must be recorded', () => {
    const types = (name: string) => packs.find((pack) => pack.name === name)?.resourceTypes;
    assert.deepEqual(types('ringfence-essential-1'), ['AWS::ECS::Service']);
    // Rules that ask the service itself need no record of it.
    assert.deepEqual(types('ringfence-essential-3'), [
      'AWS::ECR::PublicRepository',
      'AWS::ECS::Service',
      'AWS::ECS::TaskDefinition',
      'AWS::ECS::TaskSet',
    ]);
  });

  it('refuse what AWS Config would not take', () => {
    const allowedNames = Array.from({ length: 500 }, (_, index) => `DEMO_VARIABLE_${index}`);
    assert.throws(
      () => conformancePacks(controls, { 'container-no-plaintext-secrets': { allowedNames } }),
      (error) =>
        error instanceof ConfigRuleError && /`container-no-plaintext-secrets` has \d+ characters/.test(error.message),
    );
  });
});

const ownRules = () => made({ holds: not(equals(property('NetworkMode'), 'host')) }).rules;

describe('rules of AWS Config', () => {
  it('use nothing that Guard 2.1 has not', () => {
    for (const { Source } of rules) {
      const text = Source.CustomPolicyDetails?.PolicyText ?? '';
      assert.doesNotMatch(
        text,
        /is_float|is_null|\b(count|json_parse|regex_replace|substring|to_upper|to_lower|join|parse_\w+|now)\(/,
      );
      assert.doesNotMatch(text, /Resources\.\*/);
    }
  });

  it('spell properties as items do', () => {
    const efs = item('EFSVolumeConfiguration.AuthorizationConfig.IAM');
    const text = textOf(made({ holds: every(property('Volumes'), equals(efs, 'ENABLED')) }));
    assert.match(text, /Volumes\[ EfsVolumeConfiguration\.AuthorizationConfig\.Iam /);
    const other = item('FSxWindowsFileServerVolumeConfiguration.FileSystemId');
    const windows = textOf(made({ holds: not(every(property('Volumes'), exists(other))) }));
    assert.match(windows, /Volumes\[ FsxWindowsFileServerVolumeConfiguration\.FileSystemId /);
  });

  it('are not written where no item could violate them', () => {
    assert.throws(
      () => textOf(made({ holds: equals(related('Cluster.Name'), 'x') })),
      /control `task-no-host-process-namespace`: no item of `AWS::ECS::TaskDefinition` certainly violates it/,
    );
    assert.throws(
      () => textOf(made({ applies: ['AWS::ECS::Daemon'], config: { guard: ['AWS::ECS::Daemon'] } })),
      /the items of `AWS::ECS::Daemon` are not known/,
    );
    assert.throws(
      () => made({ config: { guard: ['AWS::ECS::Cluster'] } }),
      /the AWS Config rule is about `AWS::ECS::Cluster`, which no rule judges/,
    );
  });

  // The engine that ships is Guard 3: end-to-end tests ask Guard 2.1 the same.
  for (const { id } of controls.filter(({ config }) => 'guard' in config)) {
    it(`${id}: passes, fails and skips items`, () => {
      const judged = controls.find((one) => one.id === id);
      assert.ok(judged);
      for (const { name, item: document, expect, set = {} } of itemCases.filter((one) => one.control === id)) {
        const [rule] = configRules(judged, { ...parameterDefaults(judged), ...set });
        assert.ok(rule?.source.kind === 'guard');
        const parameters = Object.fromEntries(rule.parameters.map((one) => [one.name, one.value]));
        const text = JSON.stringify({ ...document, CONFIG_RULE_PARAMETERS: parameters });
        const [report] = guardEngine().validate(rule.source.text, [text]);
        assert.equal(report?.status, expect, name);
      }
    });
  }
});

describe('a control that changes in its one file', () => {
  const changed = controls.map((one) =>
    one.id === 'task-no-host-process-namespace'
      ? {
          ...one,
          title: 'Tasks keep to themselves',
          rules: made({ holds: not(equals(property('PidMode'), 'shared')) }).rules,
        }
      : one,
  );
  const all = (given: readonly Control[]): Map<string, string> =>
    new Map([
      ...emitFiles(given, null),
      ...configFiles(given, {}),
      ...given.map((one): [string, string] => [`docs/controls/${one.id}.md`, controlPage(one)]),
    ]);

  it('changes Rego, Guard, the rule of AWS Config, one pack and its page, and nothing of another control', () => {
    const [before, after] = [all(controls), all(changed)];
    const different = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    assert.deepEqual(different.sort(), [
      'config-rules/conformance-pack-essential-2.yaml',
      'config-rules/manifest.json',
      'config-rules/task-no-host-process-namespace.guard',
      'docs/controls/task-no-host-process-namespace.md',
      'policies/guard/certain/task-no-host-process-namespace.guard',
      'policies/guard/task-no-host-process-namespace.guard',
      'policies/manifest.json',
      'policies/rego/controls/task-no-host-process-namespace.rego',
      // It has the titles of all controls.
      'policies/rego/results.rego',
    ]);
  });

  it('is named by the manifest with its vehicle, and every file with its hash', () => {
    const files = configFiles(controls, {});
    const manifest = JSON.parse(files.get(CONFIG_MANIFEST) ?? '');
    assert.deepEqual(
      Object.keys(manifest.controls),
      controls.map(({ id }) => id),
    );
    assert.deepEqual(manifest.controls['efs-encrypted-at-rest'], {
      vehicle: 'managed',
      rules: ['EFS_ENCRYPTED_CHECK'],
    });
    assert.equal(manifest.controls['service-multi-az'].vehicle, 'none');
    files.delete(CONFIG_MANIFEST);
    assert.deepEqual(manifest.files, Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])));
  });
});
