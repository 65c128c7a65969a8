import { didYouMean } from '../../../text/nearest.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { matching } from '../../catalogue/matching.js';
import { nearestAction } from '../../catalogue/nearest.js';
import type { Statement } from '../../policy.js';
import { type DocumentRule, deny, ofStatements } from '../rule.js';

const SERVICE_REFERENCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';
const CHECKS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';

const serviceOf = (pattern: string) => pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
const hasWildcard = (text: string) => /[*?]/.test(text);

/** What the name lacks in a statement: an action that is not there is not denied, or not allowed. */
const effectOf = ({ effect, actions }: Statement) =>
  actions.negated
    ? 'so it is left out of nothing'
    : effect === 'Deny'
      ? 'so nothing is denied by it'
      : 'so nothing is allowed by it';

export const wildcardService: DocumentRule = {
  id: 'wildcard-service',
  severity: 'error',
  title: 'An action pattern has a wildcard in its service',
  why: 'AWS documents wildcards in the name of an action, not in the prefix of its service. Name the services, or write `*`.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  examples: [
    deny(true, { Action: '*:DeleteCluster' }),
    deny(true, { NotAction: ['iam:*', 'ec?:*'] }),
    deny(false, { Action: 'ecs:*Cluster' }),
    deny(false, { Action: '*' }),
  ],
  check: ofStatements(({ actions }) =>
    actions.patterns
      .filter((pattern) => pattern !== '*' && hasWildcard(serviceOf(pattern)))
      .map((pattern) => `\`${pattern}\` has a wildcard in the service: name the services, or write \`*\``),
  ),
};

export const unknownService: DocumentRule = {
  id: 'unknown-service',
  severity: 'error',
  title: 'No service has this prefix',
  why: 'AWS accepts the policy, and the pattern never matches a request.',
  source: CHECKS,
  examples: [
    deny(true, { Action: 'esc:DeleteCluster' }),
    deny(true, { NotAction: 'awsiam:*' }),
    deny(false, { Action: 'ECS:*' }),
  ],
  check: ofStatements((statement, { catalogue }) =>
    statement.actions.patterns
      .filter((pattern) => isUnknownService(serviceOf(pattern), pattern, catalogue))
      .map((pattern) => {
        const nearest = nearestAction(catalogue, pattern);
        return `no service has the prefix of \`${pattern}\`, ${effectOf(statement)}${didYouMean(nearest)}`;
      }),
  ),
};

function isUnknownService(service: string, pattern: string, { services }: Catalogue): boolean {
  return pattern !== '*' && !hasWildcard(service) && !services.includes(service);
}

export const unknownAction: DocumentRule = {
  id: 'unknown-action',
  severity: 'error',
  title: 'The service has no such action',
  why:
    'AWS accepts the policy, and the name never matches a request. API operations and IAM actions differ in places: ' +
    '`s3:PutObject` is also what an upload in parts needs. An action that is newer than the catalogue is reported too.',
  source: CHECKS,
  examples: [
    deny(true, { Action: 'ecs:DeleteClusters' }),
    deny(true, { NotAction: ['ecs:List*', 'ecs:DescribeCluster'] }),
    deny(false, { Action: ['ecs:deletecluster', 'ecs:CreateGateway'] }),
    deny(false, { Action: 'ecs:Nothing*' }),
  ],
  check: ofStatements((statement, { catalogue }) =>
    statement.actions.patterns
      .filter((pattern) => isKnownService(pattern, catalogue) && !hasWildcard(pattern) && !catalogue.action(pattern))
      .map((pattern) => {
        const nearest = nearestAction(catalogue, pattern);
        const known = `the catalogue of ${catalogue.date} has no action \`${pattern}\``;
        return `${known}, ${effectOf(statement)}${didYouMean(nearest)}`;
      }),
  ),
};

export const actionPatternWithoutMatch: DocumentRule = {
  id: 'action-pattern-without-match',
  severity: 'warning',
  title: 'The action pattern matches no action',
  why: 'Today it does nothing. It may be meant for actions to come, or be misspelt.',
  source: SERVICE_REFERENCE,
  examples: [
    deny(true, { Action: 'ecs:Destroy*' }),
    deny(false, { Action: ['ecs:Delete*', '*'] }),
    deny(false, { Action: 'esc:Delete*' }),
  ],
  check: ofStatements((statement, { catalogue }) =>
    statement.actions.patterns
      .filter((pattern) => isKnownService(pattern, catalogue) && hasWildcard(pattern))
      .filter((pattern) => matching(catalogue, pattern).length === 0)
      .map(
        (pattern) =>
          `\`${pattern}\` matches no action of the catalogue of ${catalogue.date}, ${effectOf(statement)} today`,
      ),
  ),
};

const isKnownService = (pattern: string, { services }: Catalogue) => services.includes(serviceOf(pattern));
