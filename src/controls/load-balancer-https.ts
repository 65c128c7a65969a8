import {
  all,
  any,
  equals,
  every,
  exists,
  fact,
  item,
  matches,
  not,
  oneOf,
  property,
  related,
  says,
  some,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import { loadBalancerHttpsExamples } from './examples/load-balancer-https.js';

/** Every action sends the client to HTTPS. The default of RedirectConfig.Protocol is that of the request. */
const onlyRedirects = (actions: Term): Condition =>
  every(
    actions,
    all(
      says('what comes by HTTP is answered by the action {value}', equals(item('Type'), 'redirect')),
      any(
        says(
          'the redirect is not to HTTPS (RedirectConfig.Protocol is {value})',
          equals(item('RedirectConfig.Protocol'), 'HTTPS'),
        ),
        not(equals(item('Type'), 'redirect')),
      ),
    ),
  );

/**
 * TLS 1.2 and later only. Source: the security policies in the guides of application and network load balancers,
 * with FIPS, post-quantum (PQ) and RFC 9151 ones, whose names begin as the others do. TLS13-1-1 and TLS13-1-0 also
 * let older versions through, and so do 2016-08, 2015-05, FS-2018-06, FS-1-1 and TLS-1-1.
 */
const MODERN = '^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-';

const protocol = property('Protocol');

export default control({
  id: 'load-balancer-https',
  practice: '6.2',
  severity: 'high',
  profile: 'essential',
  title: 'Load balancers speak HTTPS, and HTTP only to redirect',
  why: 'Over HTTP, or an outdated TLS, whoever is on the way reads and changes requests, session cookies and passwords.',
  remedy:
    'Give the listener the protocol HTTPS, a certificate, and the SslPolicy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 or another of TLS 1.2 and later; let port 80 only redirect to HTTPS.',
  mappings: {
    securityHub: ['ELB.1'],
    controlTower: ['CT.ELASTICLOADBALANCING.PR.1', 'CT.ELASTICLOADBALANCING.PR.9'],
  },
  rules: [
    {
      types: ['AWS::ElasticLoadBalancingV2::Listener'],
      holds: all(
        any(onlyRedirects(property('DefaultActions')), not(equals(protocol, 'HTTP'))),
        any(
          all(
            says('no certificate', some(property('Certificates'), exists(item('CertificateArn')))),
            // The default of CloudFormation and Terraform is ELBSecurityPolicy-2016-08, with TLS 1.0.
            says('SslPolicy is {value}, and lets TLS 1.1 or older through', matches(property('SslPolicy'), MODERN)),
          ),
          not(oneOf(protocol, ['HTTPS', 'TLS'])),
        ),
      ),
    },
    {
      types: ['AWS::ElasticLoadBalancingV2::ListenerRule'],
      holds: any(onlyRedirects(property('Actions')), not(equals(related('Listener.Protocol'), 'HTTP'))),
    },
  ],
  lowered: { severity: 'medium', when: equals(fact('InternalLoadBalancer'), true) },
  prevention: ['restrict-load-balancer-listeners'],
  decisions:
    'A fixed response over HTTP fails: the client has already sent its request in the clear, and a redirect serves it better. A redirect has to name HTTPS. A rule is judged by the protocol of its listener; one that only redirects passes whatever that is. TCP, UDP and QUIC pass: there the service itself may speak TLS.',
  config: {
    guard: ['AWS::ElasticLoadBalancingV2::Listener'],
    why: 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK, ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT and ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK each ask for a part, and the second fails TCP listeners.',
  },
  blindSpots: {
    check:
      'Whether a service behind a TCP listener encrypts is not in a template; neither is what CloudFront or another proxy in front does.',
    rawTemplate:
      'The listener of a rule is unknown, so a rule that forwards is too. Internal load balancers have the same severity as others.',
    config: 'Rules of listeners have no configuration items.',
    organizationPolicy: 'No key sees a redirect, and CreateRule and ModifyRule carry no key for the protocol.',
  },
  examples: loadBalancerHttpsExamples,
});
