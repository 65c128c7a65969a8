// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import { arnParts } from '../../minify/patterns.js';
import { type DocumentRule, deny, ofConditions, ofStatements } from '../rule.js';
import { outcome } from '../words.js';

export const malformedArn: DocumentRule = {
  id: 'malformed-arn',
  severity: 'error',
  title: 'A value of an Arn operator is no ARN',
  why: 'Arn operators compare six parts between colons. A value with fewer never matches, so `ArnNotLike` with it always holds: an exemption written so exempts nobody.',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN',
  examples: [
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': '*:role/break-glass' } } }),
    deny(true, { Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } }),
    deny(true, { Condition: { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root', 'arn:aws:iam:*:root'] } } }),
    deny(false, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } }),
    deny(false, { Action: 'ecs:RunTask', Condition: { ArnEquals: { 'ecs:cluster': '${aws:PrincipalTag/cluster}' } } }),
  ],
  check: ofConditions(({ operator, values }, statement) => {
    if (!operator.base.startsWith('Arn')) return null;
    const malformed = values.filter((value) => !value.includes('${') && !isArn(value));
    const [first] = malformed;
    if (first === undefined) return null;
    const holds = operator.negated ? 'always' : 'never';
    const so = malformed.length === values.length && operator.set === null ? `: ${outcome(statement, holds)}` : '';
    return `\`${first}\` is no ARN of six parts, so it matches nothing${so}; write \`arn:*:iam::*:role/NAME\`, say`;
  }),
};

const isArn = (value: string) => arnParts(value).length === 6 && /^(arn|a?r?n?[*?].*)$/.test(arnParts(value)[0] ?? '');

export const malformedResource: DocumentRule = {
  id: 'malformed-resource',
  severity: 'error',
  title: 'A resource is neither `*` nor an ARN',
  why: 'It matches no resource, so the statement does nothing for it. An ARN has six parts between colons; only one that ends in `*` may have fewer.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  examples: [
    deny(true, { Resource: 'cluster/production' }),
    deny(true, { NotResource: ['arn:aws:ecs:cluster/production'] }),
    deny(false, { Resource: ['*', 'arn:aws:ecs:*:*:cluster/production', 'arn:aws:ecs:*'] }),
    deny(false, { Resource: '${aws:PrincipalTag/arn}' }),
  ],
  check: ofStatements(({ resources }) =>
    resources.patterns
      .filter((pattern) => pattern !== '*' && !pattern.includes('${') && !isArn(pattern) && !isShortArn(pattern))
      .map((pattern) => `\`${pattern}\` is no ARN: it matches no resource`),
  ),
};

/** `arn:aws:ecs:*` stands for all that begins so. */
const isShortArn = (pattern: string) => /^arn(:[^:]*){0,4}\*$/.test(pattern);
