import type { Request } from '../../../src/scp/request.js';
import { conditionClasses } from './classes-of-conditions.js';
import { resourceClasses } from './classes-of-resources.js';
import { MANAGEMENT_ACCOUNT } from './generate.js';

/** A kind of question on which iam-simulate and this project may differ; told by the question, not by the answers. */
export interface DifferenceClass<Facts> {
  readonly name: string;
  readonly applies: (facts: Facts) => boolean;
  /** What iam-simulate answers. */
  readonly there: string;
  /** What this project answers, and the page that it rests on. */
  readonly here: string;
  readonly page: string;
  /** AWS documents no answer: this project assumes one, and says so. */
  readonly undocumented?: true;
}

const ORGANIZATIONS = 'https://docs.aws.amazon.com/organizations/latest/userguide/';

const SCP_PAGE = `${ORGANIZATIONS}orgs_manage_policies_scps.html`;

/** Requests that SCPs do not reach. */
export const outsideClasses: readonly DifferenceClass<Request>[] = [
  {
    name: 'service-linked role',
    applies: ({ principal }) => principal.includes(':role/aws-service-role/'),
    there: 'denied like anybody',
    here: 'outside the reach of SCPs',
    page: SCP_PAGE,
  },
  {
    name: 'management account',
    applies: ({ principal }) => principal.split(':')[4] === MANAGEMENT_ACCOUNT,
    there: 'denied like anybody',
    here: 'outside the reach of SCPs',
    page: SCP_PAGE,
  },
  {
    name: 'Amazon Mechanical Turk',
    applies: ({ action }) => /^mechanicalturk:/i.test(action),
    there: 'denied like anything',
    here: 'outside the reach of SCPs',
    page: SCP_PAGE,
  },
];

/** Policies that iam-simulate refuses to look at. */
export const refusalClasses: readonly DifferenceClass<readonly string[]>[] = [
  {
    name: 'wildcard in the service of an action',
    applies: (patterns) => patterns.some((pattern) => pattern !== '*' && /[*?]/.test(pattern.split(':')[0] ?? '')),
    there: 'the policy is refused',
    here: 'matched like any other wildcard',
    page: `${ORGANIZATIONS}orgs_manage_policies_scps_syntax.html`,
    undocumented: true,
  },
];

export const allClasses: readonly DifferenceClass<never>[] = [
  ...new Map(
    [...outsideClasses, ...refusalClasses, ...resourceClasses, ...conditionClasses].map((one) => [one.name, one]),
  ).values(),
];
