import assert from 'node:assert/strict';
import { DefectError } from '../../src/check/defect.js';
import type { CheckOptions } from '../../src/check/options.js';
import { templateResults } from '../../src/check/template-results.js';
import type { EngineVerdict } from '../../src/engines/verdict.js';
import { equals, item, not, property } from '../../src/language/builders.js';
import type { Template, Variant } from '../../src/resources/resource.js';
import { select, testControl, testRun } from '../support/checking.js';
import { yamlTemplate } from '../support/yaml-template.js';

const publicIp = testControl({
  id: 'no-public-ip',
  holds: not(equals(property('AssignPublicIp'), 'ENABLED')),
});
const notPrivileged = testControl({
  id: 'not-privileged',
  applies: ['AWS::ECS::TaskDefinition'],
  each: property('ContainerDefinitions'),
  holds: not(equals(item('Privileged'), true)),
});

const service = (value: string): string => `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      AssignPublicIp: ${value}
`;
const task = (...containers: string[]): string => `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [${containers.join(', ')}]
`;

const variant = (parameter: string, value: string, text: string): Variant => ({
  changes: [{ parameter, value }],
  resources: yamlTemplate(text).resources,
});

function results(template: Template, options: Partial<CheckOptions> = {}) {
  return templateResults(template, testRun([select(publicIp), select(notPrivileged)], options), undefined).results;
}

const withVariants = (text: string, ...variants: Variant[]): Template =>
  yamlTemplate(text, { variants: () => variants });

describe('a pass that depends on a parameter', () => {
  const template = withVariants(
    service('DISABLED'),
    variant('Public', 'DISABLED', service('DISABLED')),
    variant('Public', 'ENABLED', service('ENABLED')),
    variant('Stage', 'dev', service('ENABLED')),
    variant('Stage', 'odd', service('{Ref: X}')),
  );

  it('names every value that makes it fail', () => {
    const [result] = results(template);
    assert.equal(result?.verdict, 'pass');
    assert.deepEqual(result?.dependsOn, [
      { parameter: 'Public', value: 'ENABLED', verdict: 'fail' },
      { parameter: 'Stage', value: 'dev', verdict: 'fail' },
    ]);
  });

  it('is a fail where any parameter may be given', () => {
    const [result, ...more] = results(template, { anyParameter: true });
    assert.deepEqual(more, []);
    assert.equal(result?.verdict, 'fail');
    assert.equal(result?.message, '`AssignPublicIp` is `ENABLED` when `Public` is `ENABLED`');
    assert.equal(result?.path, 'Properties.AssignPublicIp');
    assert.equal(result?.line, 5);
  });

  const combined = (...changes: Variant['changes']): Variant => ({
    changes,
    resources: yamlTemplate(service('ENABLED')).resources,
  });
  const together = combined({ parameter: 'Env', value: 'dev' }, { parameter: 'Pub', value: 'yes' });
  const later = combined({ parameter: 'Env', value: 'test' }, { parameter: 'Pub', value: 'yes' });

  it('names the values of the first combination that makes it fail', () => {
    const template = withVariants(service('DISABLED'), together, later);
    const dependsOn = [
      { parameter: 'Env', value: 'dev', verdict: 'fail', together: true },
      { parameter: 'Pub', value: 'yes', verdict: 'fail', together: true },
    ];
    assert.deepEqual(results(template)[0]?.dependsOn, dependsOn);
    const [failed] = results(template, { anyParameter: true });
    assert.equal(failed?.message, '`AssignPublicIp` is `ENABLED` when `Env` is `dev` and `Pub` is `yes`');
    assert.deepEqual(failed?.dependsOn, dependsOn);
  });

  it('names no combination where one value is enough', () => {
    const template = withVariants(service('DISABLED'), together, variant('Public', 'yes', service('ENABLED')));
    const dependsOn = [{ parameter: 'Public', value: 'yes', verdict: 'fail' }];
    assert.deepEqual(results(template)[0]?.dependsOn, dependsOn);
    assert.match(results(template, { anyParameter: true })[0]?.message ?? '', /when `Public` is `yes`$/);
  });

  it('a fail and an unknown carry none', () => {
    for (const value of ['ENABLED', '{Ref: Public}']) {
      const [result] = results(withVariants(service(value), variant('Stage', 'dev', service('ENABLED'))));
      assert.equal(result?.dependsOn, undefined);
    }
  });

  it('containers keep their identity when others come and go', () => {
    const text = task('{Name: agent}', '{Name: web}');
    const other = task('{Name: web, Privileged: true}');
    assert.deepEqual(
      results(withVariants(text, variant('Agent', 'no', other))).map(({ container, dependsOn }) => [
        container,
        dependsOn?.length ?? 0,
      ]),
      [
        ['agent', 0],
        ['web', 1],
      ],
    );
  });

  it('what only another deployment has is a fail there, where any parameter may be given', () => {
    const text = task('{Name: web}');
    const template = withVariants(
      text,
      variant('Agent', 'yes', task('{Name: web}', '{Name: agent, Privileged: true}')),
    );
    assert.deepEqual(
      results(template).map(({ container }) => container),
      ['web'],
    );
    assert.deepEqual(
      results(template, { anyParameter: true }).map(({ container, verdict, message }) => [container, verdict, message]),
      [
        ['web', 'pass', 'the title of not-privileged'],
        ['agent', 'fail', '`Privileged` is `true` when `Agent` is `yes`'],
      ],
    );
  });

  it('variants are not asked for where nothing passes', () => {
    const never = yamlTemplate(service('ENABLED'), {
      variants: () => {
        throw new Error('asked');
      },
    });
    assert.equal(results(never)[0]?.verdict, 'fail');
  });

  describe('is said by the engine, which', () => {
    /** How often an engine is called for a template with these variants, where it answers `answered`. */
    function callsFor(
      values: readonly string[],
      answered: (verdicts: EngineVerdict[]) => EngineVerdict[],
      anyParameter = false,
    ): number {
      const run = testRun([select(publicIp)], { anyParameter });
      let calls = 0;
      const judges = run.judges.map(({ engine, controls }) => {
        const judge: typeof engine.judge = (document) => {
          calls++;
          return calls === 1 ? engine.judge(document) : answered(engine.judge(document));
        };
        return { controls, engine: { ...engine, judge } };
      });
      const variants = values.map((value, index) => variant('Count', String(index), service(value)));
      templateResults(withVariants(service('DISABLED'), ...variants), { ...run, judges }, undefined);
      return calls;
    }

    it('is called for many variants at once', () => {
      assert.equal(
        callsFor(
          Array.from({ length: 90 }, () => 'ENABLED'),
          (verdicts) => verdicts,
        ),
        2,
      );
    });

    it('is not called for variants in which nothing turns', () => {
      assert.equal(
        callsFor(['v1', 'v2', '{Ref: X}'], () => assert.fail('called')),
        1,
      );
    });

    it('is called for all that differs where a pass speaks for all deployments', () => {
      assert.equal(
        callsFor(['v1', 'v2'], (verdicts) => verdicts, true),
        2,
      );
      const fails = (verdicts: EngineVerdict[]): EngineVerdict[] =>
        verdicts.map((verdict) => ({ ...verdict, verdict: 'fail' }));
      assert.throws(() => callsFor(['v1'], fails, true), DefectError);
    });

    it('ends the run where it says otherwise', () => {
      const otherwise = (verdicts: EngineVerdict[]): EngineVerdict[] =>
        verdicts.map((verdict) => ({ ...verdict, verdict: 'pass' }));
      assert.throws(() => callsFor(['ENABLED'], otherwise), DefectError);
    });
  });

  it('a secret value of a parameter is masked', () => {
    const secret = {
      ...withVariants(service('DISABLED'), variant('Key', 'hunter2hunter2', service('ENABLED'))),
      sensitive: ['hunter2hunter2'],
    };
    assert.equal(results(secret)[0]?.dependsOn?.[0]?.value, '***');
  });
});
