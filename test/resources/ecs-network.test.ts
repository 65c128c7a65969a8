import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { checkExample } from '../support/examples.js';

const [TARGETS, OTHERS] = ['shop', 'other'].map(
  (name) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/${name}/73e2d6bc24d8a067`,
);

/** A load balancer that forwards to a target group outside of the template, and a service behind one. */
const template = (forwardedTo: string): string => `
Conditions: {There: !Equals [!Ref Stage, live]}
Parameters: {Stage: {Type: String}}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {SecurityGroups: [!Ref Group]}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions: [{Type: forward, TargetGroupArn: '${forwardedTo}'}]
  Web:
    Type: AWS::ECS::Service
    Properties: {LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: '${TARGETS}'}]}
`;

async function verdicts(cloudformation: string): Promise<readonly string[]> {
  const control = controls.find(({ id }) => id === 'security-group-no-open-ingress');
  assert.ok(control);
  const outcome = await checkExample(control, { name: '', verdict: 'unknown', cloudformation }, 'guard');
  assert.deepEqual(outcome.errors, []);
  return outcome.results.map(({ verdict }) => verdict);
}

describe('A load balancer, a service and a target group that is outside of the template', () => {
  it('belong together where both name the same one', async () => {
    assert.deepEqual(await verdicts(template(String(TARGETS))), ['fail']);
  });

  it('do not where they name different ones', async () => {
    assert.deepEqual(await verdicts(template(String(OTHERS))), []);
  });

  it('perhaps do where the service may not be there', async () => {
    const conditional = template(String(TARGETS)).replace('Type: AWS::ECS::Service', '$&\n    Condition: There');
    assert.deepEqual(await verdicts(conditional), ['unknown']);
  });
});
