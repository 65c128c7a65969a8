import type { Value } from '../../language/value.js';
import { propertyAt } from '../relations.js';
import { type Fact, unknownFrom, unresolved } from './fact.js';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** Whether the load balancer of a listener, or of a listener rule, is internal. */
export const internalLoadBalancer: Fact = {
  name: 'InternalLoadBalancer',
  types: [LISTENER, LISTENER_RULE],
  at: [[]],
  source: [],
  compute: (_, { resource, index }): Value => {
    const found =
      resource.type === LISTENER
        ? ({ kind: 'resource', resource } as const)
        : index.target(propertyAt(resource, ['ListenerArn']), [LISTENER], resource);
    if (found.kind !== 'resource') return unresolved('the listener');
    const balancer = index.target(propertyAt(found.resource, ['LoadBalancerArn']), [LOAD_BALANCER], resource);
    if (balancer.kind !== 'resource') return unresolved('the load balancer');
    const scheme = propertyAt(balancer.resource, ['Scheme']);
    // The API's default is internet-facing.
    return scheme === null || typeof scheme === 'string' ? scheme === 'internal' : unknownFrom(scheme, 'the scheme');
  },
};
