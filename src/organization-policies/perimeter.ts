import type { StatementDocument } from '../scp/policy.js';
import { organizationPolicy } from './define.js';
import type { Inputs, RequestExample, StatementPolicy } from './organization-policy.js';
import { list, texts } from './statements.js';

interface Perimeter {
  readonly id: string;
  readonly practice: string;
  readonly title: string;
  readonly why: string;
  readonly sid: string;
  readonly actions: (inputs: Inputs) => readonly string[];
  readonly parameters?: StatementPolicy['parameters'];
  readonly decisions?: string;
  readonly examples: readonly RequestExample[];
}

/**
 * A resource control policy that keeps strangers out: principals outside the organization, and services of AWS that act
 * for resources outside it. Source: AWS, data perimeter policy examples.
 */
export function perimeter({ sid, actions, parameters, ...rest }: Perimeter): StatementPolicy {
  return organizationPolicy<StatementPolicy>({
    ...rest,
    kind: 'RESOURCE_CONTROL_POLICY',
    remedy: 'Ask for the account to be trusted, or share with an account of the organization.',
    parameters: {
      organizationId: {
        type: 'text',
        default: '',
        description: 'The id of the organization, `o-…`; without one that of the organization that is planned for',
      },
      trustedAccounts: texts('Accounts outside the organization that may come in', [], { pattern: '^[0-9]{12}$' }),
      ...parameters,
    },
    statements: (inputs) => [people(sid, actions(inputs), inputs), services(sid, actions(inputs), inputs)],
    properties: () => [],
    gaps: [
      {
        actions: [],
        why: 'Resources of the management account, and service-linked roles, are outside the reach of RCPs.',
        coveredBy: [],
      },
    ],
    sources: [
      'https://github.com/aws-samples/data-perimeter-policy-examples',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    ],
  });
}

const organizationOf = ({ own }: Inputs): string => String(own['organizationId']);

function people(sid: string, actions: readonly string[], inputs: Inputs): StatementDocument {
  const trusted = list(inputs.own['trustedAccounts']);
  return {
    Sid: `${sid}People`,
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: '*',
    Condition: {
      StringNotEqualsIfExists: {
        'aws:PrincipalOrgID': organizationOf(inputs),
        ...(trusted.length > 0 && { 'aws:PrincipalAccount': trusted }),
      },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
}

function services(sid: string, actions: readonly string[], inputs: Inputs): StatementDocument {
  const trusted = list(inputs.own['trustedAccounts']);
  return {
    Sid: `${sid}Services`,
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: '*',
    Condition: {
      StringNotEqualsIfExists: {
        'aws:SourceOrgID': organizationOf(inputs),
        ...(trusted.length > 0 && { 'aws:SourceAccount': trusted }),
      },
      // Only where the service says for whom it acts.
      Null: { 'aws:SourceAccount': 'false' },
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
    },
  };
}
