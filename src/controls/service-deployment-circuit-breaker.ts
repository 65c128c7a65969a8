import { all, equals, not, oneOf, property, says } from '../language/builders.js';
import { control } from './control.js';

const breaker = 'DeploymentConfiguration.DeploymentCircuitBreaker';

export default control({
  id: 'service-deployment-circuit-breaker',
  practice: '4.3',
  severity: 'medium',
  profile: 'essential',
  title: 'Rolling deployments stop and roll back when tasks fail to start',
  why: 'Without the circuit breaker ECS starts failing tasks again and again, for hours, while the service runs short of healthy ones.',
  remedy: 'Set Enable and Rollback to true in DeploymentConfiguration.DeploymentCircuitBreaker.',
  mappings: {},
  applies: ['AWS::ECS::Service'],
  // The defaults: controller ECS, strategy ROLLING.
  when: all(
    not(oneOf(property('DeploymentController.Type'), ['CODE_DEPLOY', 'EXTERNAL'])),
    not(oneOf(property('DeploymentConfiguration.Strategy'), ['BLUE_GREEN', 'LINEAR', 'CANARY'])),
  ),
  // The API's defaults are false.
  holds: all(
    says('the deployment circuit breaker is not on (Enable is {value})', equals(property(`${breaker}.Enable`), true)),
    says('a failed deployment is not rolled back (Rollback is {value})', equals(property(`${breaker}.Rollback`), true)),
  ),
  config: { guard: ['AWS::ECS::Service'] },
  blindSpots: {
    check:
      'The circuit breaker sees tasks that do not start or fail their health checks, not errors in answers: that is for deployment alarms.',
    config:
      'The published schema of the configuration item has no Strategy: where the item does not carry it, a service without the circuit breaker may deploy blue/green, and the rule is not applicable.',
    organizationPolicy: 'No condition key has the deployment configuration.',
  },
  examples: [
    {
      name: 'no circuit breaker',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
`,
    },
    {
      name: 'no rollback',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: false
`,
    },
    {
      name: 'rollback of nothing',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: false
          Rollback: true
`,
    },
    {
      name: 'on, with rollback',
      verdict: 'pass',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: ECS
      DeploymentConfiguration:
        Strategy: ROLLING
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
`,
    },
    {
      name: 'CodeDeploy has its own rollback',
      verdict: 'none',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: CODE_DEPLOY
`,
    },
    {
      name: 'blue/green of ECS has its own rollback',
      verdict: 'none',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentConfiguration:
        Strategy: BLUE_GREEN
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 11,
      cloudformation: `Parameters:
  Rollback:
    Type: String
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: !Ref Rollback
`,
    },
    {
      name: 'the controller is not known',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Controller:
    Type: String
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: !Ref Controller
`,
    },
    {
      name: 'Terraform, no circuit breaker',
      verdict: 'fail',
      terraform: [{ type: 'aws_ecs_service', name: 'web', values: { name: 'web', desired_count: 2 } }],
    },
    {
      name: 'Terraform, on, with rollback',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecs_service',
          name: 'web',
          values: { name: 'web', deployment_circuit_breaker: [{ enable: true, rollback: true }] },
        },
      ],
    },
  ],
});
