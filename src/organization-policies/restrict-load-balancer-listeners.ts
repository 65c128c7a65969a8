import { organizationPolicy } from './define.js';
import { actions, deny, flag, list, texts } from './statements.js';

const ALL = actions('elasticloadbalancing', 'CreateListener ModifyListener');

export default organizationPolicy({
  id: 'restrict-load-balancer-listeners',
  practice: '6.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Listeners use chosen TLS policies',
  why: 'An old TLS policy lets clients speak protocols that are broken.',
  remedy: 'Use one of the TLS policies that the organization has chosen.',
  parameters: {
    policies: texts('Names of TLS policies, `*` and `?` allowed', [
      'ELBSecurityPolicy-TLS13-1-2-*',
      'ELBSecurityPolicy-TLS13-1-3-*',
    ]),
    denyHttp: flag('Plain HTTP is denied, too; no key sees a listener that only redirects', false),
  },
  statements: ({ own, exemptions }) => [
    deny('RestrictTlsPolicies', {
      actions: ALL,
      condition: {
        StringEquals: { 'elasticloadbalancing:ListenerProtocol': ['HTTPS', 'TLS'] },
        StringNotLike: { 'elasticloadbalancing:SecurityPolicy': list(own['policies']) },
      },
      exemptions,
    }),
    ...(own['denyHttp'] === true
      ? [
          deny('DenyHttpListeners', {
            actions: ALL,
            condition: { StringEquals: { 'elasticloadbalancing:ListenerProtocol': 'HTTP' } },
            exemptions,
          }),
        ]
      : []),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no TLS listener without a chosen policy',
      property: 'denied',
      actions: ALL,
      context: { 'elasticloadbalancing:ListenerProtocol': 'HTTPS', 'elasticloadbalancing:SecurityPolicy': null },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: actions('elasticloadbalancing', 'CreateRule ModifyRule'),
      why: 'They carry no such keys.',
      coveredBy: ['load-balancer-https'],
    },
    {
      actions: ['elasticloadbalancing:ModifyListener'],
      why: 'A change that names the protocol and not the policy is denied, since an absent policy is none of those chosen: name both.',
      coveredBy: [],
    },
  ],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/security_iam_service-with-iam.html'],
  examples: [
    {
      name: 'an old TLS policy',
      expect: 'deny',
      action: 'elasticloadbalancing:CreateListener',
      context: {
        'elasticloadbalancing:ListenerProtocol': 'HTTPS',
        'elasticloadbalancing:SecurityPolicy': 'ELBSecurityPolicy-2016-08',
      },
    },
    {
      name: 'a chosen one',
      expect: 'allow',
      action: 'elasticloadbalancing:CreateListener',
      context: {
        'elasticloadbalancing:ListenerProtocol': 'HTTPS',
        'elasticloadbalancing:SecurityPolicy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      },
    },
    {
      name: 'HTTP',
      expect: 'allow',
      action: 'elasticloadbalancing:CreateListener',
      context: { 'elasticloadbalancing:ListenerProtocol': 'HTTP' },
    },
    {
      name: 'HTTP where it is denied',
      expect: 'deny',
      action: 'elasticloadbalancing:CreateListener',
      context: { 'elasticloadbalancing:ListenerProtocol': 'HTTP' },
      set: { denyHttp: true },
    },
  ],
});
