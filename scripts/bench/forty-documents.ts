import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import type { PolicyDocument, StatementDocument } from '../../src/scp/policy.js';
import type { Request } from '../../src/scp/request.js';
import { below, pick, type Random } from '../fuzz/random.js';

/** What policies of organizations look like: an account under four levels with ten documents each. */
export const LEVELS = ['r-exam', 'ou-exam-workload1', 'ou-exam-product01', '222222222222'] as const;
const EACH = 10;
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'] as const;
const GLOBAL = ['iam:*', 'sts:*', 'organizations:*', 'support:*', 'cloudfront:*', 'route53:*', 'health:*', 'budgets:*'];
const EXEMPT = ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:role/stacksets-exec-*', 'arn:*:iam::*:role/platform-*'];

/** For each level its documents: FullAWSAccess, and nine of three deny statements each. */
export function fortyDocuments(random: Random, catalogue: Catalogue): PolicyDocument[][] {
  return LEVELS.map(() => [
    document([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
    ...Array.from({ length: EACH - 1 }, () =>
      document([regions(random), protection(random, catalogue), setting(random, catalogue)]),
    ),
  ]);
}

const document = (Statement: StatementDocument[]): PolicyDocument => ({ Version: '2012-10-17', Statement });

const regions = (random: Random): StatementDocument => ({
  Effect: 'Deny',
  NotAction: [...GLOBAL, `${pick(random, ['kms', 'config', 'wafv2', 'shield'])}:*`],
  Resource: '*',
  Condition: {
    StringNotEquals: { 'aws:RequestedRegion': REGIONS.slice(0, 2 + below(random, 3)) },
    ArnNotLike: { 'aws:PrincipalArn': EXEMPT },
  },
});

/** Actions of one service that nobody but exempted roles may take. */
const protection = (random: Random, catalogue: Catalogue): StatementDocument => ({
  Effect: 'Deny',
  Action: Array.from({ length: 12 }, () => pick(random, catalogue.actionsOf(pick(random, catalogue.services)))),
  Resource: pick(random, ['*', 'arn:*:ecs:*:*:cluster/prod-*', 'arn:*:logs:*:*:log-group:/aws/*']),
  Condition: { ArnNotLike: { 'aws:PrincipalArn': EXEMPT } },
});

/** A value that a request must not have. */
const setting = (random: Random, catalogue: Catalogue): StatementDocument => ({
  Effect: 'Deny',
  Action: [`${pick(random, catalogue.services)}:*`, 'ecs:Create*', 'ecs:Run*', 'ec2:*Snapshot*'],
  Resource: '*',
  Condition: pick(random, [
    { StringEquals: { 'ecs:enable-execute-command': 'true' } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' }, Null: { 'aws:AssumedRoot': 'true' } },
    { 'ForAnyValue:StringNotLike': { 'aws:TagKeys': ['cost-*', 'team'] } },
    { NumericGreaterThan: { 'ecs:task-cpu': '4096' } },
    {
      NotIpAddressIfExists: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] },
      Bool: { 'aws:ViaAWSService': 'false' },
    },
  ]),
});

/** Requests of the account's principals, with what a request of AWS carries. */
export function requestsOf(random: Random, actions: readonly string[], count: number): Request[] {
  return Array.from({ length: count }, () => {
    const region = pick(random, REGIONS);
    const principal = `arn:aws:iam::222222222222:${pick(random, ['role/app', 'role/team/deploy', 'role/break-glass', 'user/ann', 'root'])}`;
    return {
      action: pick(random, actions),
      resource: `arn:aws:ecs:${region}:222222222222:cluster/${pick(random, ['prod-web', 'test'])}`,
      principal,
      context: new Map<string, readonly string[]>([
        ['aws:principalarn', [principal]],
        ['aws:principalaccount', ['222222222222']],
        ['aws:principalorgid', ['o-exampleorg1']],
        ['aws:requestedregion', [region]],
        ['aws:sourceip', [`${pick(random, ['10.1.2', '203.0.113'])}.${below(random, 255)}`]],
        ['aws:viaawsservice', ['false']],
        ['aws:tagkeys', ['cost-centre', 'team'].slice(below(random, 3))],
      ]),
    };
  });
}
