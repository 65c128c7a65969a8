import type { StatementDocument } from '../../policy.js';
import { RCP_SERVICES } from '../../rcp-services.js';
import { type DocumentRule, deny, ofStatements, type RuleExample } from '../rule.js';
import { some } from '../words.js';

const RCPS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';
const SYNTAX = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html';

const rcp = (found: boolean, rest: Partial<StatementDocument>): RuleExample => ({
  ...deny(found, rest),
  type: 'RESOURCE_CONTROL_POLICY',
});

export const rcpService: DocumentRule = {
  id: 'rcp-service',
  severity: 'error',
  title: 'RCPs do not reach this service',
  why: 'A resource control policy has an effect on the listed services only; ECS is none of them. Use an SCP, or the resource policy.',
  source: RCPS,
  examples: [
    rcp(true, { Action: ['s3:*', 'ecs:*'] }),
    rcp(false, { Action: ['s3:*', 'STS:AssumeRole'] }),
    deny(false, { Action: 'ecs:*' }),
  ],
  check: ofStatements(({ actions }, { policy, catalogue }) => {
    if (policy.type !== 'RESOURCE_CONTROL_POLICY' || actions.negated) return [];
    const outside = actions.patterns.filter((pattern) => {
      const service = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
      return catalogue.services.includes(service) && !RCP_SERVICES.has(service);
    });
    return outside.length === 0 ? [] : [`${some(outside)}: resource control policies have no effect on that service`];
  }),
};

export const rcpAllow: DocumentRule = {
  id: 'rcp-allow',
  severity: 'error',
  title: 'Allow in an RCP',
  why: 'RCPs of customers can only deny; `RCPFullAWSAccess`, which AWS attaches, allows everything.',
  source: SYNTAX,
  examples: [
    { found: true, type: 'RESOURCE_CONTROL_POLICY', statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
    { found: false, type: 'SERVICE_CONTROL_POLICY', statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
    rcp(false, { Action: 's3:*' }),
  ],
  check: ofStatements(({ effect }, { policy }) =>
    policy.type === 'RESOURCE_CONTROL_POLICY' && effect === 'Allow' ? ['a resource control policy can only deny'] : [],
  ),
};

export const rcpActions: DocumentRule = {
  id: 'rcp-actions',
  severity: 'warning',
  title: 'NotAction, or `*` as the action, in an RCP',
  why: 'AWS is reported to refuse both (seen by others, not found on a page of AWS): name the services.',
  source: 'facts of 2026-11-22, section 2, "RCP" (third-party test)',
  examples: [
    rcp(true, { Action: '*' }),
    rcp(true, { NotAction: 's3:*' }),
    rcp(false, { Action: 's3:*' }),
    deny(false, { Action: '*' }),
  ],
  check: ofStatements(({ actions }, { policy }) => {
    if (policy.type !== 'RESOURCE_CONTROL_POLICY') return [];
    if (actions.negated)
      return ['AWS is reported to refuse `NotAction` in a resource control policy: name the services'];
    return actions.patterns.includes('*')
      ? ['AWS is reported to refuse `*` as the action of a resource control policy: name the services']
      : [];
  }),
};
