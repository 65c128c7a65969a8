import { block, blocks, type Field, flag, listOf, shape, tags, value } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';
import { loadBalancerAttributes } from './load-balancer-attributes.js';

const action = {
  Type: value('type'),
  Order: value('order'),
  TargetGroupArn: reference('target_group_arn'),
  RedirectConfig: block('redirect', {
    Protocol: value('protocol'),
    Port: value('port'),
    Host: value('host'),
    Path: value('path'),
    Query: value('query'),
    StatusCode: value('status_code'),
  }),
  FixedResponseConfig: block('fixed_response', {
    ContentType: value('content_type'),
    MessageBody: value('message_body'),
    StatusCode: value('status_code'),
  }),
  ForwardConfig: block('forward', {
    TargetGroups: blocks('target_group', { TargetGroupArn: reference('arn'), Weight: value('weight') }),
  }),
};

const certificates: Field = listOf((listener) => {
  const found = shape(listener, { CertificateArn: reference('certificate_arn') });
  return Object.keys(found).length === 0 ? null : found;
});

const loadBalancer: Mapping = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  fields: {
    Name: value('name'),
    Type: value('load_balancer_type'),
    Scheme: flag('internal', 'internal', 'internet-facing'),
    IpAddressType: value('ip_address_type'),
    SecurityGroups: references('security_groups'),
    Subnets: references('subnets'),
    SubnetMappings: blocks('subnet_mapping', {
      SubnetId: reference('subnet_id'),
      AllocationId: reference('allocation_id'),
    }),
    LoadBalancerAttributes: loadBalancerAttributes,
    Tags: tags,
  },
};

const listener: Mapping = {
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  fields: {
    LoadBalancerArn: reference('load_balancer_arn'),
    Port: value('port'),
    Protocol: value('protocol'),
    SslPolicy: value('ssl_policy'),
    AlpnPolicy: listOf(value('alpn_policy')),
    Certificates: certificates,
    DefaultActions: blocks('default_action', action),
    MutualAuthentication: block('mutual_authentication', {
      Mode: value('mode'),
      TrustStoreArn: reference('trust_store_arn'),
    }),
  },
};

const listenerRule: Mapping = {
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  fields: {
    ListenerArn: reference('listener_arn'),
    Priority: value('priority'),
    Actions: blocks('action', action),
    Conditions: blocks('condition', {
      HostHeaderConfig: block('host_header', { Values: value('values') }),
      PathPatternConfig: block('path_pattern', { Values: value('values') }),
    }),
  },
};

const targetGroup: Mapping = {
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  fields: {
    Name: value('name'),
    Port: value('port'),
    Protocol: value('protocol'),
    TargetType: value('target_type'),
    VpcId: reference('vpc_id'),
    Tags: tags,
  },
};

const listenerCertificate: Mapping = {
  type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  fields: { ListenerArn: reference('listener_arn'), Certificates: certificates },
};

/** The provider has each of them under the older name too. */
const both = (name: string, mapping: Mapping): Mappings => ({
  [`aws_lb${name}`]: mapping,
  [`aws_alb${name}`]: mapping,
});

export const elbv2: Mappings = {
  ...both('', loadBalancer),
  ...both('_listener', listener),
  ...both('_listener_rule', listenerRule),
  ...both('_listener_certificate', listenerCertificate),
  ...both('_target_group', targetGroup),
};
