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
  parameter,
  property,
  says,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import { securityGroupNoOpenIngressExamples } from './examples/security-group-no-open-ingress.js';

/** Looks at a property of an ingress rule, wherever that stands. */
type At = (name: string) => Term;

/** `/0` is everywhere, however the rest is spelled: EC2 keeps only the bits that the prefix covers. */
const isClosed = (at: At): Condition =>
  all(
    says('open to everyone ({value})', not(matches(at('CidrIp'), '/0$'))),
    says('open to everyone ({value})', not(matches(at('CidrIpv6'), '/0$'))),
  );

/** One port that the public may reach, of a protocol that has ports. */
const isPublicPort = (at: At, single: Term): Condition =>
  all(
    matches(at('IpProtocol'), '(?i)^(tcp|udp|6|17)$'),
    oneOf(at('FromPort'), parameter('publicPorts')),
    oneOf(single, parameter('publicPorts')),
  );

const ofLoadBalancer = equals(fact('Guards'), 'load balancer');
const rules = property('SecurityGroupIngress');

/** A list is looked at once for tasks and once for load balancers: below a list the group itself is out of sight. */
const overRules = (allowed: Condition): Condition => every(rules, any(isClosed(item), allowed));

export default control({
  id: 'security-group-no-open-ingress',
  practice: '3.2',
  severity: 'high',
  profile: 'essential',
  title: 'Security groups of ECS services are not open to the internet',
  why: 'A task that answers everyone is found by scanners within minutes; the load balancer in front of it is passed by, with its TLS, its web ACL and its logs.',
  remedy:
    'Name the security group of the load balancer or of the calling service as the source (SourceSecurityGroupId), or the CIDR block of a known network.',
  mappings: {},
  parameters: {
    publicPorts: {
      type: 'integers',
      default: [80, 443],
      minimum: 0,
      maximum: 65535,
      description: 'The ports that the security group of a load balancer may open to everyone.',
    },
  },
  rules: [
    {
      types: ['AWS::EC2::SecurityGroup'],
      when: exists(fact('Guards')),
      holds: all(
        any(every(rules, isClosed(item)), ofLoadBalancer),
        any(overRules(isPublicPort(item, item('Facts.SinglePort'))), not(ofLoadBalancer)),
      ),
    },
    {
      types: ['AWS::EC2::SecurityGroupIngress'],
      when: exists(fact('Guards')),
      holds: any(isClosed(property), all(ofLoadBalancer, isPublicPort(property, fact('SinglePort')))),
    },
  ],
  prevention: ['block-public-vpc-access'],
  decisions:
    'Judged are the groups that tasks of the input use (services, task sets, Express services, schedules), and those of the load balancers of the input that forward to its services; a group of both is the tasks’. Any prefix of length 0 is everywhere. A load balancer’s group may open each of publicPorts by a rule of its own; a range that only begins and ends there opens what lies between. ICMP and all protocols fail there too.',
  config: { none: 'It needs several resources: the item of a security group does not have the services that use it.' },
  blindSpots: {
    check:
      'Groups of container instances, which guard tasks in bridge and host mode, and groups whose service is in another template are not judged, and a group that the template only names is not seen. Two prefixes of length 1 are everywhere too, and prefix lists may be.',
    rawTemplate: 'Who uses a group is unknown, so nothing is certain there.',
    config: 'A configuration item of a security group does not have the ECS services that use it.',
    organizationPolicy:
      'AuthorizeSecurityGroupIngress carries no key for the CIDR block; blocking public access to the VPC stops the traffic instead.',
  },
  examples: securityGroupNoOpenIngressExamples,
});
