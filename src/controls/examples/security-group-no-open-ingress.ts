import type { Example } from '../control.js';

/** The examples of the control of this name. */
export const securityGroupNoOpenIngressExamples: readonly Example[] = [
  {
    name: 'a group of tasks that is open',
    verdict: 'fail',
    line: 7,
    cloudformation: ofTasks('{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}'),
  },
  {
    name: 'open by IPv6',
    verdict: 'fail',
    line: 7,
    cloudformation: ofTasks("{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'}"),
  },
  {
    name: 'a public port is for load balancers',
    verdict: 'fail',
    line: 7,
    cloudformation: ofTasks('{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}'),
  },
  {
    name: 'open to the VPC and to another group',
    verdict: 'pass',
    cloudformation: ofTasks(
      '{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/8}, {IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: sg-0a1b2c3d}',
    ),
  },
  {
    name: 'the block is a parameter without a value',
    verdict: 'unknown',
    line: 7,
    cloudformation: ofTasks('{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: !Ref Block}'),
  },
  {
    name: 'an ingress rule of its own',
    verdict: 'fail',
    resource: 'Open',
    line: 20,
    cloudformation: `${ofTasks('')}  Open:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Group.GroupId
      IpProtocol: '-1'
      CidrIp: 0.0.0.0/0
`,
  },
  {
    name: 'an ingress rule for a group that is elsewhere, and that a service uses',
    verdict: 'fail',
    line: 11,
    cloudformation: `Parameters:
  Group: {Type: String}
Resources:
  Open:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Group
      IpProtocol: tcp
      FromPort: 22
      ToPort: 22
      CidrIp: 0.0.0.0/0
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Group]}}
`,
  },
  {
    name: 'a group that no service uses',
    verdict: 'none',
    cloudformation: `Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]
`,
  },
  {
    name: 'public ports of a load balancer',
    verdict: 'pass',
    cloudformation: ofLoadBalancer(
      "{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'}",
    ),
  },
  {
    name: 'another port of a load balancer',
    verdict: 'fail',
    line: 7,
    cloudformation: ofLoadBalancer('{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}'),
  },
  {
    name: 'another port of a load balancer, that the organization allows',
    verdict: 'pass',
    set: { publicPorts: [8080] },
    cloudformation: ofLoadBalancer('{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}'),
  },
  {
    name: 'a range between the public ports of a load balancer',
    verdict: 'fail',
    line: 7,
    cloudformation: ofLoadBalancer('{IpProtocol: tcp, FromPort: 80, ToPort: 443, CidrIp: 0.0.0.0/0}'),
  },
  {
    name: 'all protocols of a load balancer',
    verdict: 'fail',
    line: 7,
    cloudformation: ofLoadBalancer("{IpProtocol: '-1', CidrIp: 0.0.0.0/0}"),
  },
  {
    name: 'Terraform, a group of tasks that is open',
    verdict: 'fail',
    terraform: [
      {
        type: 'aws_security_group',
        name: 'web',
        values: {
          id: 'sg-0123456789abcdef0',
          name: 'web',
          ingress: [{ protocol: 'tcp', from_port: 8080, to_port: 8080, cidr_blocks: ['0.0.0.0/0'] }],
        },
      },
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: {
          name: 'web',
          network_configuration: [{ subnets: ['subnet-1'], security_groups: ['sg-0123456789abcdef0'] }],
        },
      },
    ],
  },
  {
    name: 'Terraform, a rule of its own',
    verdict: 'fail',
    resource: 'aws_vpc_security_group_ingress_rule.open',
    terraform: [
      { type: 'aws_security_group', name: 'web', values: { id: 'sg-0123456789abcdef0', name: 'web' } },
      {
        type: 'aws_vpc_security_group_ingress_rule',
        name: 'open',
        values: { security_group_id: 'sg-0123456789abcdef0', ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' },
      },
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: {
          name: 'web',
          network_configuration: [{ subnets: ['subnet-1'], security_groups: ['sg-0123456789abcdef0'] }],
        },
      },
    ],
  },
  {
    name: 'Terraform, closed',
    verdict: 'pass',
    terraform: [
      {
        type: 'aws_security_group',
        name: 'web',
        values: {
          id: 'sg-0123456789abcdef0',
          name: 'web',
          ingress: [{ protocol: 'tcp', from_port: 8080, to_port: 8080, cidr_blocks: ['10.0.0.0/8'] }],
        },
      },
      {
        type: 'aws_ecs_service',
        name: 'web',
        values: {
          name: 'web',
          network_configuration: [{ subnets: ['subnet-1'], security_groups: ['sg-0123456789abcdef0'] }],
        },
      },
    ],
  },
];

/** A service, and the group of its tasks with these rules. */
function ofTasks(ingress: string): string {
  return `Parameters:
  Block: {Type: String}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [${ingress}]
  Web:
    Type: AWS::ECS::Service
    Properties:
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [subnet-1]
          SecurityGroups: [!Ref Group]
`;
}

/** A service behind a load balancer, and the group of the load balancer with these rules. */
function ofLoadBalancer(ingress: string): string {
  return `Parameters:
  Block: {Type: String}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [${ingress}]
  LoadBalancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      SecurityGroups: [!GetAtt Group.GroupId]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref LoadBalancer
      DefaultActions: [{Type: fixed-response}]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Actions: [{Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Targets}]}}]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Web:
    Type: AWS::ECS::Service
    Properties:
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
`;
}
