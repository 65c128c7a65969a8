// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import { below, pick, type Random } from '../../../scripts/fuzz/random.js';
import type { Catalogue, CatalogueAction, KeyType } from '../../../src/scp/catalogue/catalogue.js';
import { OPERATOR_NAMES, parseOperator } from '../../../src/scp/parse/operators.js';
import type { BaseOperator } from '../../../src/scp/policy.js';
import type { Request } from '../../../src/scp/request.js';

const GLOBAL_KEYS = [
  'aws:RequestedRegion',
  'aws:PrincipalAccount',
  'aws:username',
  'aws:PrincipalTag/team',
  'aws:PrincipalArn',
  'aws:SourceArn',
  'aws:SecureTransport',
  'aws:MultiFactorAuthPresent',
  'aws:CurrentTime',
  'aws:TokenIssueTime',
  'aws:MultiFactorAuthAge',
  'aws:SourceIp',
  'aws:VpcSourceIp',
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:TagKeys',
  'aws:RequestTag/team',
];

const VALUES: Readonly<Record<KeyType, readonly string[]>> = {
  String: ['web', 'api', 'Web', 'w*b', 'we?', 'a$b', 'eu-west-1', '222222222222', 'web\nb', 'straße', 'STRASSE', ''],
  ARN: [
    'arn:aws:iam::222222222222:role/app',
    'arn:aws:iam::222222222222:role/team/web',
    'arn:aws:iam::333333333333:user/web',
    'arn:aws:sns:eu-west-1:222222222222:web:a1',
    'arn:aws:ecs:us-east-1:222222222222:cluster/web',
    'web',
  ],
  Bool: ['true', 'false', 'TRUE', 'yes'],
  Numeric: ['5', '5.0', '10', '-1', '0.5', '5abc', '1e3', '9007199254740993', '9007199254740992'],
  Date: [
    '2026-01-01T00:00:00Z',
    '2026-01-01',
    '1767225600',
    '2025-06-30T12:00:00+02:00',
    '2026',
    '2026-01-01T00:00:00',
  ],
  IPAddress: ['10.0.0.1', '10.0.1.1', '203.0.113.9', '2001:db8::1', '2001:0db8:0:0:0:0:0:1', 'web'],
  Binary: ['d2Vi', 'YXBp'],
};

/** Keys that iam-data lists for actions and describes nowhere: iam-simulate breaks off at them. */
const UNDESCRIBED = ['ec2:osuser', 'iot:jobid', 'identitystore:groupid'];

/** Keys that a request may have: global ones, and those of its action. */
export function conditionKeys(random: Random, action: CatalogueAction): string[] {
  const own = action.keys.filter((key) => !key.includes('${') && !UNDESCRIBED.includes(key));
  return [...GLOBAL_KEYS, ...own, 'ecs:cluster'].filter(() => below(random, 3) > 0);
}

/** Values of a key as the catalogue has it: one, or a list that may be empty; undefined where the key is absent. */
export function requestValues(random: Random, catalogue: Catalogue, name: string): string[] | undefined {
  const key = catalogue.key(name);
  if (!key || below(random, 4) === 0) return undefined;
  const values = below(random, 12) === 0 ? Object.values(VALUES).flat() : VALUES[key.type];
  const count = key.multivalued ? below(random, 4) : 1;
  return [...new Set(Array.from({ length: count }, () => pick(random, values)))];
}

const FITTING: Readonly<Record<KeyType, RegExp>> = {
  String: /^String|^Null/,
  ARN: /^Arn|^StringLike|^Null/,
  Bool: /^Bool|^Null/,
  Numeric: /^Numeric|^Null/,
  Date: /^Date|^Null/,
  IPAddress: /Ip|^Null/,
  Binary: /^Binary|^Null/,
};

/** An operator and a key, which mostly fit each other. */
export function randomCondition(
  random: Random,
  catalogue: Catalogue,
  near: Request,
): { readonly operator: string; readonly key: string; readonly base: BaseOperator } {
  const key = pick(random, [...GLOBAL_KEYS, ...near.context.keys()]);
  const { type, multivalued } = catalogue.key(key) ?? { type: 'String', multivalued: false };
  const names = OPERATOR_NAMES.filter((name) => below(random, 8) === 0 || FITTING[type].test(name));
  const name = pick(random, names.length > 0 ? names : OPERATOR_NAMES);
  const set = below(random, multivalued ? 10 : 2) > 0 ? pick(random, ['ForAllValues:', 'ForAnyValue:']) : '';
  const written =
    name === 'Null' ? name : `${multivalued || below(random, 4) === 0 ? set : ''}${name}${ending(random)}`;
  const operator = parseOperator(written);
  if (!operator) throw new Error(`no operator \`${written}\``);
  return {
    operator: below(random, 30) === 0 ? written.toLowerCase() : written,
    key: anyCase(random, key),
    base: operator.base,
  };
}

const ending = (random: Random): string => (below(random, 4) === 0 ? 'IfExists' : '');
const anyCase = (random: Random, key: string): string => (below(random, 6) === 0 ? key.toUpperCase() : key);

const PATTERNS: readonly string[] = [
  '*',
  'w*',
  '*b',
  '?eb',
  'w*b',
  'w${*}b',
  'we${?}',
  'a${$}b',
  '*${*}*',
  'a?b',
  'w?b',
  'web?b',
  'web*',
  '',
  'STRAßE',
  'strasse',
  '${aws:username}',
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/team, 'web'}",
  "${aws:username,'web'}",
  'w${aws:username}*',
  '${aws:CalledVia}',
  "${aws:CalledVia, 'web'}",
  '${AWS:PRINCIPALACCOUNT}',
  '${aws:RequestTag/team}',
];
const ARNS: readonly string[] = [
  'arn:aws:iam::222222222222:role/*',
  'arn:aws:iam::*:role/team/*',
  'arn:*:iam::222222222222:*',
  'arn:aws:iam::2*2:role/ap?',
  '*',
  'arn:aws:sns:*:*:web',
  'arn:aws:sns:*:*:web:*',
  'arn:aws:sns:*:web*',
  'arn:aws:*',
  'arn:aws:iam::222222222222:role/${aws:username}',
  'arn:aws:iam::${aws:PrincipalAccount}:role/app',
  'arn:aws:ecs:us-east-1:222222222222:cluster/Web',
];
const RANGES: readonly string[] = [
  '10.0.0.0/8',
  '10.0.0.0/24',
  '10.0.0.1',
  '0.0.0.0/0',
  '203.0.113.0/24',
  '2001:db8::/32',
  '2001:db8::1',
  '2001:DB8::1',
  '::/0',
];
const NUMBERS: readonly string[] = [
  '5',
  '5.00',
  '10',
  '-1',
  '0.5',
  '1000',
  '9007199254740992',
  '${aws:MultiFactorAuthAge}',
];
const DATES: readonly string[] = [
  '2026-01-01T00:00:00Z',
  '2025-06-30T10:00:00Z',
  '1767225600',
  '1751277600',
  '2026-01-01',
  '2026',
];

/** Values of a condition; now and then one that the request has. */
export function policyValues(random: Random, base: BaseOperator, given: readonly string[] | undefined): string[] {
  const fitting = valuesFor(base, given ?? []);
  return [...new Set(Array.from({ length: 1 + below(random, 2) }, () => pick(random, fitting)))];
}

function valuesFor(base: BaseOperator, given: readonly string[]): readonly string[] {
  if (base === 'Null') return ['true', 'false'];
  if (base === 'Bool') return ['true', 'false', 'True', '${aws:SecureTransport}'];
  if (base === 'BinaryEquals') return [...VALUES.Binary, ...given];
  if (base === 'IpAddress') return RANGES;
  if (base.startsWith('Arn')) return [...ARNS, ...given];
  if (base.startsWith('Numeric')) return NUMBERS;
  return base.startsWith('Date') ? DATES : [...PATTERNS, ...VALUES.String, ...given, ...given, ...given];
}
