import type { StatementDocument } from '../scp/policy.js';
import { organizationPolicy } from './define.js';
import { actions, deny, flag, list, outsideOf, texts } from './statements.js';

const ALL = actions('elasticloadbalancing', 'CreateListener ModifyListener');
// The catalogue has both keys as lists, so that they need a set operator.
const PROTOCOL = 'elasticloadbalancing:ListenerProtocol';
const POLICY = 'elasticloadbalancing:SecurityPolicy';
const ENCRYPTED = { 'ForAnyValue:StringEquals': { [PROTOCOL]: ['HTTPS', 'TLS'] } };

export default organizationPolicy({
  id: 'restrict-load-balancer-listeners',
  practice: '6.2',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Listeners use chosen TLS policies',
  why: 'An old TLS policy lets clients speak protocols that are broken.',
  remedy: 'Name one of the TLS policies that the organization has chosen.',
  needs: ['policies'],
  parameters: {
    policies: texts('Names of TLS policies, `*` and `?` allowed', [
      'ELBSecurityPolicy-TLS13-1-2-*',
      'ELBSecurityPolicy-TLS13-1-3-*',
    ]),
    denyHttp: flag('Plain HTTP is denied, too; no key sees a listener that only redirects', false),
  },
  statements: ({ own, exemptions }) => [
    deny('RestrictLoadBalancerListeners', {
      actions: ALL,
      condition: { 'ForAnyValue:StringNotLike': { [POLICY]: list(own['policies']) } },
      exemptions,
    }),
    // Without one a listener gets AWS's default, which speaks TLS 1.0.
    deny('RestrictLoadBalancerListenersDefault', {
      actions: ALL,
      condition: { ...ENCRYPTED, Null: { [POLICY]: 'true' } },
      exemptions,
    }),
    ...(own['denyHttp'] === true ? [http(exemptions)] : []),
  ],
  properties: ({ own, exemptions }) => [
    {
      name: 'no TLS listener without a named policy',
      property: 'denied',
      actions: ALL,
      context: { [PROTOCOL]: ['HTTPS', 'TLS'], [POLICY]: null },
      except: { principals: exemptions },
    },
    ...outsideOf(list(own['policies']), ['ELBSecurityPolicy-2016-08', 'none-of-them']).map((policy) => ({
      name: 'no TLS policy that is not chosen',
      property: 'denied' as const,
      actions: ALL,
      context: { [POLICY]: policy },
      except: { principals: exemptions },
    })),
  ],
  gaps: [
    {
      actions: actions('elasticloadbalancing', 'CreateRule ModifyRule'),
      why: 'They carry no such keys: a rule of an HTTP listener may forward rather than redirect.',
      coveredBy: ['load-balancer-https'],
    },
    {
      actions: ['elasticloadbalancing:ModifyListener'],
      why: 'A change that names the protocol and not the policy is denied: whether it keeps the policy or gets the default, no key says. Name both.',
      coveredBy: [],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  ],
  examples: [
    {
      name: 'an old TLS policy',
      expect: 'deny',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['HTTPS'], [POLICY]: ['ELBSecurityPolicy-2016-08'] },
    },
    {
      name: 'a chosen one',
      expect: 'allow',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['HTTPS'], [POLICY]: ['ELBSecurityPolicy-TLS13-1-2-2021-06'] },
    },
    {
      name: 'none named, which is the default',
      expect: 'deny',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['TLS'] },
    },
    {
      name: 'the old policy of a listener whose protocol stays',
      expect: 'deny',
      action: 'elasticloadbalancing:ModifyListener',
      context: { [POLICY]: ['ELBSecurityPolicy-TLS-1-0-2015-04'] },
    },
    {
      name: 'other targets for a listener',
      expect: 'allow',
      action: 'elasticloadbalancing:ModifyListener',
    },
    {
      name: 'HTTP',
      expect: 'allow',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['HTTP'] },
    },
    {
      name: 'HTTP where it is denied',
      expect: 'deny',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['HTTP'] },
      set: { denyHttp: true },
    },
    {
      name: 'TCP of a network load balancer',
      expect: 'allow',
      action: 'elasticloadbalancing:CreateListener',
      context: { [PROTOCOL]: ['TCP'] },
    },
  ],
});

function http(exemptions: readonly string[]): StatementDocument {
  return deny('RestrictLoadBalancerListenersHttp', {
    actions: ALL,
    condition: { 'ForAnyValue:StringEquals': { [PROTOCOL]: 'HTTP' } },
    exemptions,
  });
}
