import type { StatementDocument } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';
import { organizationPolicy } from './define.js';
import type { Gap, Inputs, RequestExample, StatementPolicy } from './organization-policy.js';
import { sidPrefix } from './sids.js';
import { list, texts } from './statements.js';

interface Perimeter {
  readonly id: string;
  readonly practice: string;
  readonly title: string;
  readonly why: string;
  readonly actions: (inputs: Inputs) => readonly string[];
  readonly needs?: readonly string[];
  readonly parameters?: StatementPolicy['parameters'];
  readonly gaps: readonly Gap[];
  readonly decisions?: string;
  readonly examples: readonly RequestExample[];
}

/**
 * A resource control policy that keeps strangers out: principals outside the organization, and services of AWS that act
 * for resources outside it. Source: AWS, data perimeter policy examples, resource control policies.
 */
export function perimeter({ actions, needs = [], parameters, gaps, ...rest }: Perimeter): StatementPolicy {
  const sid = sidPrefix(rest.id);
  return organizationPolicy<StatementPolicy>({
    ...rest,
    kind: 'RESOURCE_CONTROL_POLICY',
    remedy: 'Share with an account of the organization, or ask for the other account to be trusted.',
    needs: ['organizationId', ...needs],
    parameters: {
      organizationId: {
        type: 'text',
        default: '',
        pattern: '^(o-[a-z0-9]{10,32})?$',
        description: 'The id of the organization; empty: that of the organization file',
      },
      trustedAccounts: texts('Accounts outside the organization that may come in', [], { pattern: '^[0-9]{12}$' }),
      ...parameters,
    },
    exampleParameters: { organizationId: 'o-exampleorg1' },
    statements: (inputs) => [
      denyTo(`${sid}Principals`, actions(inputs), principals(inputs)),
      denyTo(`${sid}Services`, actions(inputs), services(inputs)),
    ],
    properties: (inputs) => properties(actions(inputs), inputs),
    gaps: [
      ...gaps,
      {
        actions: [],
        why: 'Resources of the management account, service-linked roles and keys that AWS manages are outside the reach of RCPs. A service that does not say for whom it acts (no aws:SourceAccount) is let in.',
        coveredBy: [],
      },
    ],
    sources: [
      'https://github.com/aws-samples/data-perimeter-policy-examples',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    ],
  });
}

const trusted = ({ own }: Inputs): string[] => list(own['trustedAccounts']);

function denyTo(
  sid: string,
  actions: readonly string[],
  condition: NonNullable<StatementDocument['Condition']>,
): StatementDocument {
  return { Sid: sid, Effect: 'Deny', Principal: '*', Action: actions, Resource: '*', Condition: condition };
}

// Negated, so that IfExists changes nothing for an absent key; it is written as AWS's own example has it.
const principals = (inputs: Inputs) => ({
  StringNotEqualsIfExists: {
    'aws:PrincipalOrgID': String(inputs.own['organizationId']),
    ...(trusted(inputs).length > 0 && { 'aws:PrincipalAccount': trusted(inputs) }),
  },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
});

const services = (inputs: Inputs) => ({
  StringNotEqualsIfExists: {
    'aws:SourceOrgID': String(inputs.own['organizationId']),
    ...(trusted(inputs).length > 0 && { 'aws:SourceAccount': trusted(inputs) }),
  },
  Null: { 'aws:SourceAccount': 'false' },
  Bool: { 'aws:PrincipalIsAWSService': 'true' },
});

function properties(actions: readonly string[], inputs: Inputs): PropertyDefinition[] {
  const theirs = trusted(inputs).map((account) => `arn:*:*::${account}:*`);
  // An account that nobody has: no list of trusted ones holds it.
  const stranger = '000000000000';
  return [
    {
      name: 'principals of no organization stay out',
      property: 'denied',
      actions,
      context: { 'aws:PrincipalOrgID': null, 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalAccount': stranger },
      except: { principals: theirs },
    },
    {
      name: 'principals of another organization stay out',
      property: 'denied',
      actions,
      context: {
        'aws:PrincipalOrgID': 'o-elsewhere0',
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalAccount': stranger,
      },
      except: { principals: theirs },
    },
    {
      name: 'services that act for strangers stay out',
      property: 'denied',
      actions,
      context: { 'aws:PrincipalIsAWSService': 'true', 'aws:SourceOrgID': null, 'aws:SourceAccount': stranger },
    },
  ];
}
