import assert from 'node:assert/strict';
import type { CheckOptions, SelectedControl } from '../../src/check/options.js';
import type { Result } from '../../src/check/result.js';
import { templateResults } from '../../src/check/template-results.js';
import serviceExecAudited from '../../src/controls/service-exec-audited.js';
import { all, equals, exists, item, not, property, related, says, some } from '../../src/language/builders.js';
import type { Template } from '../../src/resources/resource.js';
import { select, testControl, testRun } from '../support/checking.js';
import { yamlTemplate } from '../support/yaml-template.js';

function results(
  template: Template | string,
  controls: readonly SelectedControl[],
  options: Partial<CheckOptions> = {},
): readonly Result[] {
  const read = typeof template === 'string' ? yamlTemplate(template) : template;
  return templateResults(read, testRun(controls, options), options.account).results;
}

/** The part of the results that a test is about. */
const only = <Key extends keyof Result>(found: readonly Result[], ...keys: Key[]): Partial<Result>[] =>
  found.map((result) => Object.fromEntries(keys.flatMap((key) => (key in result ? [[key, result[key]]] : []))));

const publicIp = testControl({
  id: 'no-public-ip',
  practice: '3.2',
  holds: not(equals(property('NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp'), 'ENABLED')),
});

const service = (settings: string): string => `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: ${settings}
`;

const containers = testControl({
  id: 'not-privileged',
  applies: ['AWS::ECS::TaskDefinition'],
  each: property('ContainerDefinitions'),
  holds: says('Privileged is {value}', not(equals(item('Privileged'), true))),
});

describe('results', () => {
  it('a fail tells everything at once', () => {
    assert.deepEqual(results(service('ENABLED'), [select(publicIp)]), [
      {
        control: 'no-public-ip',
        severity: 'high',
        practice: '3.2',
        help: 'https://example.com/ringfence/docs/controls/no-public-ip.md',
        verdict: 'fail',
        resource: { type: 'AWS::ECS::Service', id: 'Web' },
        file: 'template.yaml',
        path: 'Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp',
        line: 7,
        column: 27,
        message: '`AssignPublicIp` is `ENABLED`',
        remedy: 'the remedy of no-public-ip',
      },
    ]);
  });

  it('a pass is about the resource', () => {
    assert.deepEqual(only(results(service('DISABLED'), [select(publicIp)]), 'verdict', 'path', 'line', 'message'), [
      { verdict: 'pass', path: null, line: 2, message: 'the title of no-public-ip' },
    ]);
  });

  it('an unknown says what is missing', () => {
    const found = results(service('{Ref: Public}'), [select(publicIp)]);
    assert.deepEqual(only(found, 'verdict', 'line', 'message', 'missing'), [
      {
        verdict: 'unknown',
        line: 7,
        message: '`AssignPublicIp` cannot be known from this input',
        missing: ['the value of `Public`'],
      },
    ]);
  });

  it('an unknown of which the place is known names what is not', () => {
    const exec = (type: string, properties: string): readonly Result[] =>
      results(`Resources:\n  Web:\n    Type: ${type}\n    Properties:\n${properties}`, [select(serviceExecAudited)]);
    const logging = 'how the cluster logs ECS Exec sessions';
    const told = { verdict: 'unknown', message: `cannot be decided: ${logging}`, missing: [logging] };
    const parts = ['verdict', 'line', 'path', 'message', 'missing'] as const;
    const service = '      Cluster: shared\n      EnableExecuteCommand: true\n';
    assert.deepEqual(only(exec('AWS::ECS::Service', service), ...parts), [
      { ...told, line: 6, path: 'Properties.EnableExecuteCommand' },
    ]);
    const parameters = '          TaskDefinitionArn: web:7\n          EnableExecuteCommand: true\n';
    const schedule = `      Target:\n        Arn: shared\n        EcsParameters:\n${parameters}`;
    assert.deepEqual(only(exec('AWS::Scheduler::Schedule', schedule), ...parts), [
      { ...told, line: 9, path: 'Properties.Target.EcsParameters.EnableExecuteCommand' },
    ]);
    const pipe = `      Target: shared\n      TargetParameters:\n        EcsTaskParameters:\n${parameters}`;
    assert.deepEqual(only(exec('AWS::Pipes::Pipe', pipe), ...parts), [
      { ...told, line: 9, path: 'Properties.TargetParameters.EcsTaskParameters.EnableExecuteCommand' },
    ]);
  });

  it('what is not there is told by its path, at the nearest parent', () => {
    const wants = testControl({ id: 'wants-tags', holds: equals(property('NetworkConfiguration.Tags'), 'yes') });
    assert.deepEqual(only(results(service('ENABLED'), [select(wants)]), 'path', 'line', 'message'), [
      { path: 'Properties.NetworkConfiguration.Tags', line: 5, message: '`Tags` is not set' },
    ]);
  });

  it('further violations stand in also, the first in the file first', () => {
    const both = testControl({
      id: 'two-things',
      holds: all(equals(property('Second'), 'b'), says('{path} must be a', equals(property('First'), 'a'))),
    });
    const template = `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      First: x
      Second: y
`;
    assert.deepEqual(only(results(template, [select(both)]), 'path', 'line', 'message', 'also'), [
      {
        path: 'Properties.First',
        line: 5,
        message: '`First` must be a',
        also: [{ path: 'Properties.Second', line: 6, column: 15, message: '`Second` is `y`, not `b`' }],
      },
    ]);
  });

  it('come in the order of resources, controls, containers', () => {
    const template = `Resources:
  Zeta:
    Type: AWS::ECS::Service
  "7":
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web}, {Name: app, Privileged: true}, {Privileged: true}]
  Alpha:
    Type: AWS::ECS::Service
`;
    const also = testControl({ id: 'also-judged', holds: exists(property('X')) });
    const found = results(template, [select(publicIp), select(containers), select(also)]);
    assert.deepEqual(
      found.map(({ resource, control, container, verdict }) => [resource.id, control, container ?? null, verdict]),
      [
        ['Zeta', 'also-judged', null, 'fail'],
        ['Zeta', 'no-public-ip', null, 'pass'],
        ['7', 'not-privileged', 'web', 'pass'],
        ['7', 'not-privileged', 'app', 'fail'],
        ['7', 'not-privileged', '2', 'fail'],
        ['Alpha', 'also-judged', null, 'fail'],
        ['Alpha', 'no-public-ip', null, 'pass'],
      ],
    );
  });

  it('a list of containers that is unknown is one unknown, an absent one nothing', () => {
    const task = (list: string) => `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {${list}}
`;
    assert.deepEqual(
      only(
        results(task('ContainerDefinitions: {Ref: List}'), [select(containers)]),
        'verdict',
        'path',
        'container',
        'missing',
      ),
      [{ verdict: 'unknown', path: 'Properties.ContainerDefinitions', missing: ['the value of `List`'] }],
    );
    assert.deepEqual(results(task('Family: x'), [select(containers)]), []);
  });

  it('an element that is unknown is an unknown at its index', () => {
    const found = results(
      `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
        - {'Fn::If': [WithAgent, {Name: agent, Privileged: true}, {Ref: 'AWS::NoValue'}]}
`,
      [select(containers)],
    );
    assert.deepEqual(only(found, 'verdict', 'container', 'missing'), [
      { verdict: 'pass', container: 'web' },
      { verdict: 'unknown', container: '1', missing: ['whether the condition `WithAgent` holds'] },
    ]);
  });

  it('a control that does not apply gives none', () => {
    const onlyFargate = testControl({
      id: 'on-fargate',
      when: equals(property('LaunchType'), 'FARGATE'),
      holds: exists(property('X')),
    });
    const of = (launchType: string) =>
      only(
        results(`Resources:\n  S:\n    Type: AWS::ECS::Service\n    Properties: {LaunchType: ${launchType}}\n`, [
          select(onlyFargate),
        ]),
        'verdict',
        'missing',
        'path',
      );
    assert.deepEqual(of('EC2'), []);
    assert.deepEqual(of('FARGATE'), [{ verdict: 'fail', path: 'Properties.X' }]);
    assert.deepEqual(of('{Ref: Launch}'), [
      { verdict: 'unknown', path: 'Properties.LaunchType', missing: ['the value of `Launch`'] },
    ]);
  });

  it('the severity is lowered where the control says so, and never raised', () => {
    const lowered = testControl({
      id: 'lowered-here',
      severity: 'critical',
      holds: not(exists(property('Bad'))),
      lowered: { severity: 'medium', when: equals(property('Kind'), 'mild') },
    });
    const of = (kind: string, severity = lowered.severity) =>
      results(`Resources:\n  S:\n    Type: AWS::ECS::Service\n    Properties: {Bad: x, Kind: ${kind}}\n`, [
        { ...select(lowered), severity },
      ]).map((result) => result.severity);
    assert.deepEqual(of('mild'), ['medium']);
    assert.deepEqual(of('wild'), ['critical']);
    assert.deepEqual(of('{Ref: Kind}'), ['critical']);
    assert.deepEqual(of('mild', 'low'), ['low']);
  });

  it('values of a control that looks at secrets are not shown', () => {
    const secrets = testControl({
      id: 'no-secrets',
      applies: ['AWS::ECS::TaskDefinition'],
      each: property('ContainerDefinitions'),
      secretValues: true,
      holds: not(some(item('Environment'), says('{name} is {value}', equals(item('Name'), 'PASSWORD')))),
    });
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Environment:
            - {Name: PASSWORD, Value: hunter2}
`;
    assert.deepEqual(only(results(template, [select(secrets)]), 'path', 'message', 'container'), [
      {
        path: 'Properties.ContainerDefinitions.0.Environment.0.Name',
        message: '`PASSWORD` is `***`',
        container: 'web',
      },
    ]);
  });

  it('what the input declares to be secret is masked', () => {
    const template = yamlTemplate(service('s3cr3t-value'), { sensitive: ['s3cr3t-value'] });
    const wants = testControl({
      id: 'wants-enabled',
      holds: equals(property('NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp'), 'ENABLED'),
    });
    assert.deepEqual(only(results(template, [select(wants)]), 'message'), [
      { message: '`AssignPublicIp` is `***`, not `ENABLED`' },
    ]);
  });

  it('a cause in another resource is told at the property that names it', () => {
    const encrypted = testControl({ id: 'encrypted-cluster', holds: equals(related('Cluster.ClusterName'), 'right') });
    const template = `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties: {ClusterName: wrong}
  Web:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 1
      Cluster: {Ref: Cluster}
`;
    assert.deepEqual(only(results(template, [select(encrypted)]), 'path', 'line', 'message'), [
      { path: 'Properties.Cluster', line: 9, message: '`ClusterName` of `Cluster` is `wrong`, not `right`' },
    ]);
  });

  it('a fact is told at the property that it is about', () => {
    const tagged = testControl({
      id: 'image-tagged',
      applies: ['AWS::ECS::TaskDefinition'],
      each: property('ContainerDefinitions'),
      holds: says('the tag is {value}', not(equals(item('Facts.ImageTag'), 'latest'))),
    });
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:latest
`;
    assert.deepEqual(only(results(template, [select(tagged)]), 'path', 'line', 'message'), [
      { path: 'Properties.ContainerDefinitions.0.Image', line: 7, message: 'the tag is `latest`' },
    ]);
  });

  it('a fact that is unknown says what its property waits for', () => {
    const counted = testControl({
      id: 'image-pinned',
      applies: ['AWS::ECS::TaskDefinition'],
      each: property('ContainerDefinitions'),
      holds: exists(item('Facts.ImageDigest')),
    });
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Image: {'Fn::Join': ['', ['repo:', {Ref: Tag}]]}
`;
    assert.deepEqual(only(results(template, [select(counted)]), 'verdict', 'path', 'missing'), [
      { verdict: 'unknown', path: 'Properties.ContainerDefinitions.0.Image', missing: ['the value of `Tag`'] },
    ]);
  });

  it('what parameters alone decide has the title for words', () => {
    const never = testControl({ id: 'never-holds', holds: { kind: 'any', conditions: [] } });
    assert.deepEqual(only(results(service('X'), [select(never)]), 'verdict', 'path', 'line', 'message'), [
      { verdict: 'fail', path: null, line: 2, message: 'not so here: the title of never-holds' },
    ]);
  });

  it('Terraform has addresses', () => {
    const template = `Resources:
  module.a.aws_ecs_service.web:
    Type: AWS::ECS::Service
    Address: module.a.aws_ecs_service.web
`;
    assert.deepEqual(results(template, [select(publicIp)])[0]?.resource, {
      type: 'AWS::ECS::Service',
      id: 'module.a.aws_ecs_service.web',
      address: 'module.a.aws_ecs_service.web',
    });
  });
});
