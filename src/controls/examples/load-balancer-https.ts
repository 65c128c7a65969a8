import type { Example } from '../control.js';

/** The examples of the control of this name. */
export const loadBalancerHttpsExamples: readonly Example[] = [
  {
    name: 'HTTP that forwards',
    verdict: 'fail',
    line: 8,
    cloudformation: listener(`      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`),
  },
  {
    name: 'HTTP that redirects to HTTPS',
    verdict: 'pass',
    cloudformation: listener(`      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: redirect
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            StatusCode: HTTP_301
`),
  },
  {
    name: 'HTTP that redirects to HTTP',
    verdict: 'fail',
    line: 9,
    cloudformation: listener(`      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: redirect
          RedirectConfig:
            Host: www.example.com
            StatusCode: HTTP_301
`),
  },
  {
    name: 'HTTP with a fixed response',
    verdict: 'fail',
    line: 8,
    cloudformation: listener(`      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig: {StatusCode: '403'}
`),
  },
  ...[
    'TLS13-1-3-2021-06',
    'TLS13-1-2-FIPS-2023-04',
    'TLS13-1-2-Res-PQ-2025-09',
    'FS-1-2-Res-2020-10',
    'TLS-1-2-Ext-2018-06',
  ].map((policy): Example => ({ name: policy, verdict: 'pass', cloudformation: withPolicy(policy) })),
  ...['2016-08', 'TLS13-1-1-2021-06', 'TLS13-1-0-FIPS-2023-04', 'FS-2018-06', 'FS-1-1-2019-08', 'TLS-1-1-2017-01'].map(
    (policy): Example => ({ name: policy, verdict: 'fail', line: 7, cloudformation: withPolicy(policy) }),
  ),
  {
    name: 'HTTPS with the default policy, which has TLS 1.0',
    verdict: 'fail',
    line: 4,
    cloudformation: listener(`      Protocol: HTTPS
      Port: 443
      Certificates:
        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/web
`),
  },
  {
    name: 'HTTPS without a certificate',
    verdict: 'fail',
    line: 4,
    cloudformation: listener(`      Protocol: HTTPS
      Port: 443
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
`),
  },
  {
    name: 'TLS of a network load balancer with an old policy',
    verdict: 'fail',
    line: 7,
    cloudformation: listener(`      Protocol: TLS
      Port: 443
      SslPolicy: ELBSecurityPolicy-2016-08
      Certificates:
        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/web
`),
  },
  {
    name: 'TCP of a network load balancer',
    verdict: 'pass',
    cloudformation: listener(`      Protocol: TCP
      Port: 5432
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`),
  },
  {
    name: 'HTTP of an internal load balancer',
    verdict: 'fail',
    severity: 'medium',
    resource: 'Listener',
    line: 8,
    cloudformation: `Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
      LoadBalancerArn: !Ref LoadBalancer
  LoadBalancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
`,
  },
  {
    name: 'a rule that forwards what comes by HTTP',
    verdict: 'fail',
    resource: 'Rule',
    line: 16,
    cloudformation: `Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: redirect
          RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 1
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
  },
  {
    name: 'a rule that forwards what comes by HTTPS',
    verdict: 'pass',
    resource: 'Rule',
    cloudformation: `Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
      Certificates:
        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/web
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 1
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
  },
  {
    name: 'a rule of a listener that is elsewhere',
    verdict: 'unknown',
    cloudformation: `Parameters:
  ListenerArn:
    Type: String
Resources:
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref ListenerArn
      Priority: 1
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
  },
  {
    name: 'a rule on an internal load balancer',
    verdict: 'fail',
    severity: 'medium',
    resource: 'Rule',
    line: 18,
    cloudformation: `Resources:
  LoadBalancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref LoadBalancer
      Protocol: HTTP
      DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS}}]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 1
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
`,
  },
  {
    name: 'the policy is a parameter without a value',
    verdict: 'unknown',
    line: 9,
    cloudformation: `Parameters:
  Policy:
    Type: String
Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Protocol: HTTPS
      SslPolicy: !Ref Policy
      Certificates:
        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/web
`,
  },
  {
    name: 'Terraform, HTTP that forwards',
    verdict: 'fail',
    terraform: [
      {
        type: 'aws_lb_listener',
        name: 'web',
        values: { port: 80, protocol: 'HTTP', default_action: [{ type: 'forward', target_group_arn: 'arn:aws:x' }] },
      },
    ],
  },
  {
    name: 'Terraform, HTTP that redirects to HTTPS',
    verdict: 'pass',
    terraform: [
      {
        type: 'aws_lb_listener',
        name: 'web',
        values: {
          port: 80,
          protocol: 'HTTP',
          default_action: [
            { type: 'redirect', redirect: [{ protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' }] },
          ],
        },
      },
    ],
  },
  {
    name: 'Terraform, HTTPS',
    verdict: 'pass',
    terraform: [
      {
        type: 'aws_lb_listener',
        name: 'web',
        values: {
          port: 443,
          protocol: 'HTTPS',
          ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          certificate_arn: 'arn:aws:acm:eu-west-1:111122223333:certificate/web',
          default_action: [{ type: 'forward', target_group_arn: 'arn:aws:x' }],
        },
      },
    ],
  },
];

/** A listener with these properties. */
function listener(properties: string): string {
  return `Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
${properties}`;
}

function withPolicy(policy: string): string {
  return listener(`      Protocol: HTTPS
      Port: 443
      SslPolicy: ELBSecurityPolicy-${policy}
      Certificates:
        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/web
`);
}
