import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { checkExample } from '../support/examples.js';

/** A template whose condition `There` a parameter decides: without a value for it, nobody knows. */
const template = (resources: string): string => `
Parameters:
  Stage: {Type: String}
Conditions:
  There: !Equals [!Ref Stage, live]
  Other: !Equals [!Ref Stage, live]
Resources:${resources}`;

type Verdict = 'pass' | 'fail' | 'unknown';

/** The verdict of a control on the resource `Judged`, at a stage or without one. */
async function verdictOf(id: string, resources: string, stage?: string): Promise<string | undefined> {
  const control = controls.find((one) => one.id === id);
  assert.ok(control, id);
  const example = {
    name: id,
    verdict: 'unknown' as const,
    cloudformation: template(resources),
    ...(stage === undefined ? {} : { parameters: { Stage: stage } }),
  };
  const outcome = await checkExample(control, example, 'guard');
  assert.deepEqual(outcome.errors, []);
  const verdicts = outcome.results.filter(({ resource }) => resource.id === 'Judged').map(({ verdict }) => verdict);
  assert.equal(verdicts.length, 1, JSON.stringify(outcome.results));
  return verdicts[0];
}

interface Case {
  readonly name: string;
  readonly control: string;
  readonly resources: string;
  readonly undecided: Verdict;
  readonly live: Verdict;
  readonly absent: Verdict;
}

const REPOSITORY = `
  Judged: {Type: AWS::ECR::Repository, Properties: {RepositoryName: web}}`;
const SCANNING = (condition: string): string => `
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    ${condition}
    Properties:
      ScanType: BASIC
      Rules: [{ScanFrequency: SCAN_ON_PUSH, RepositoryFilters: [{Filter: '*', FilterType: WILDCARD}]}]`;

const ROLE = (more = ''): string => `
  Judged:
    Type: AWS::IAM::Role
    Properties:
      ${more}
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]`;
const POLICY = (action: string, condition = 'Condition: There'): string => `
  Grants:
    Type: AWS::IAM::Policy
    ${condition}
    Properties:
      PolicyName: grants
      Roles: [!Ref Judged]
      PolicyDocument: {Statement: [{Effect: Allow, Action: '${action}', Resource: '*'}]}`;

const CLUSTER = `
  Judged: {Type: AWS::ECS::Cluster, Properties: {}}`;
const SERVICE = (name: string, driver: string, condition = 'Condition: There'): string => `
  ${name}:
    Type: AWS::ECS::Service
    ${condition}
    Properties: {Cluster: !Ref Judged, TaskDefinition: !Ref ${name}Task}
  ${name}Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: a, Image: a, LogConfiguration: {LogDriver: ${driver}}}]}`;

const CASES: readonly Case[] = [
  {
    name: 'a registry scanning configuration',
    control: 'repository-scan-on-push',
    resources: REPOSITORY + SCANNING('Condition: There'),
    undecided: 'unknown',
    live: 'pass',
    absent: 'fail',
  },
  {
    name: 'a registry scanning configuration beside one that is certainly there',
    control: 'repository-scan-on-push',
    resources: REPOSITORY + SCANNING('Condition: There') + SCANNING('').replace('Scanning:', 'Always:'),
    undecided: 'pass',
    live: 'pass',
    absent: 'pass',
  },
  {
    name: 'a policy that grants too much',
    control: 'task-role-least-privilege',
    resources: ROLE() + POLICY('s3:*'),
    undecided: 'unknown',
    live: 'fail',
    absent: 'pass',
  },
  {
    name: 'a policy that grants little',
    control: 'task-role-least-privilege',
    resources: ROLE() + POLICY('s3:GetObject'),
    undecided: 'pass',
    live: 'pass',
    absent: 'pass',
  },
  {
    name: 'the only service of a cluster, which logs by awslogs',
    control: 'cluster-exec-logging',
    resources: CLUSTER + SERVICE('Web', 'awslogs'),
    undecided: 'unknown',
    live: 'pass',
    absent: 'unknown',
  },
  {
    name: 'the only service of a cluster, which logs otherwise',
    control: 'cluster-exec-logging',
    resources: CLUSTER + SERVICE('Web', 'json-file'),
    undecided: 'unknown',
    live: 'fail',
    absent: 'unknown',
  },
  {
    name: 'a service that logs otherwise beside one that is certainly there',
    control: 'cluster-exec-logging',
    resources: CLUSTER + SERVICE('Web', 'json-file') + SERVICE('Always', 'awslogs', ''),
    undecided: 'unknown',
    live: 'fail',
    absent: 'pass',
  },
  {
    name: 'a service that logs by awslogs beside one that is certainly there',
    control: 'cluster-exec-logging',
    resources: CLUSTER + SERVICE('Web', 'awslogs') + SERVICE('Always', 'awslogs', ''),
    undecided: 'pass',
    live: 'pass',
    absent: 'pass',
  },
];

describe('a resource whose condition is only known at deployment', () => {
  for (const { name, control, resources, undecided, live, absent } of CASES) {
    it(`${name}: ${undecided}, ${live} where it is there, ${absent} where not`, async () => {
      assert.equal(await verdictOf(control, resources), undecided);
      assert.equal(await verdictOf(control, resources, 'live'), live);
      assert.equal(await verdictOf(control, resources, 'dev'), absent);
    });
  }

  it('is there for what has the same condition, and not for what has another', async () => {
    const under = (condition: string): string =>
      REPOSITORY.replace('Repository,', `Repository, Condition: ${condition},`) + SCANNING('Condition: There');
    assert.equal(await verdictOf('repository-scan-on-push', under('There')), 'pass');
    assert.equal(await verdictOf('repository-scan-on-push', under('Other')), 'unknown');
  });

  it('is there for what refers to it, but perhaps another where a name is literal', async () => {
    const policy = `
  Grants:
    Type: AWS::IAM::ManagedPolicy
    Condition: There
    Properties:
      ManagedPolicyName: grants
      PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}`;
    const arn = 'arn:aws:iam::111122223333:policy/grants';
    const control = 'task-role-least-privilege';
    assert.equal(await verdictOf(control, ROLE('ManagedPolicyArns: [!Ref Grants]') + policy), 'fail');
    assert.equal(await verdictOf(control, ROLE(`ManagedPolicyArns: ['${arn}']`) + policy), 'unknown');
    assert.equal(await verdictOf(control, ROLE(`ManagedPolicyArns: ['${arn}']`) + policy, 'live'), 'fail');
  });

  it('and its security group is that of tasks only where it is there', async () => {
    const resources = `
  Judged:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]
  Web:
    Type: AWS::ECS::Service
    Condition: There
    Properties:
      TaskDefinition: web
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Judged]}}`;
    assert.equal(await verdictOf('security-group-no-open-ingress', resources), 'unknown');
    assert.equal(await verdictOf('security-group-no-open-ingress', resources, 'live'), 'fail');
  });
});

describe('`Fn::Transform` beside the type of a resource', () => {
  const service = (transform: string): string => `
  Judged:
    Type: AWS::ECS::Service
    ${transform}
    Properties:
      TaskDefinition: web
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: DISABLED}}`;

  it('may change every property', async () => {
    const macro = "'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: s3://bucket/more.yaml}}";
    assert.equal(await verdictOf('service-no-public-ip', service('')), 'pass');
    assert.equal(await verdictOf('service-no-public-ip', service(macro)), 'unknown');
  });

  it('leaves open what a resource is named, and what it says to others', async () => {
    const scanning = SCANNING("'Fn::Transform': {Name: Ours}").replace(/ {4}Properties:[\s\S]*/, '');
    assert.equal(await verdictOf('repository-scan-on-push', REPOSITORY + scanning), 'unknown');
  });
});
