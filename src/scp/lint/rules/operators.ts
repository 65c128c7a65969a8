// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import { operatorText } from '../../minify/operator-text.js';
import { type DocumentRule, deny, ofConditions } from '../rule.js';
import { demandsPresence, outcome } from '../words.js';

const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';
const SETS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html';

export const ifExistsInDeny: DocumentRule = {
  id: 'if-exists-in-deny',
  severity: 'warning',
  title: '`…IfExists` with a positive operator in a Deny',
  why: '`…IfExists` holds where the key is absent, so every request without the key is denied. Leave `IfExists` out to deny only what the key says; `Bool` with `false` is left alone, since "not true, or absent" is what it is used for.',
  source: OPERATORS,
  examples: [
    deny(true, {
      Action: 'ecs:CreateService',
      Condition: { StringEqualsIfExists: { 'ecs:enable-execute-command': 'true' } },
    }),
    deny(false, { Action: 'ecs:CreateService', Condition: { StringEquals: { 'ecs:enable-execute-command': 'true' } } }),
    deny(false, { Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }),
    deny(false, { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
    deny(false, { Condition: { StringEqualsIfExists: { 'aws:RequestedRegion': 'eu-west-1' } } }),
  ],
  check: ofConditions(({ operator, key, values }, statement, { catalogue }) => {
    if (statement.effect === 'Allow' || !operator.ifExists || operator.negated || operator.set !== null) return null;
    if (operator.base === 'Bool' && values.every((value) => value.toLowerCase() === 'false')) return null;
    if (catalogue.key(key)?.present === 'always' || demandsPresence(statement, key)) return null;
    const plain = operatorText({ ...operator, ifExists: false });
    return `\`${operator.text}\` also holds where a request has no \`${key}\`, and those are then denied: write \`${plain}\` if that is not meant`;
  }),
};

export const forAllValuesInDeny: DocumentRule = {
  id: 'for-all-values-in-deny',
  severity: 'warning',
  title: '`ForAllValues` in a Deny without a check that the key is there',
  why: '`ForAllValues` holds where the key is absent or empty, so every request without it is denied. Add `Null` with `false`, or use `ForAnyValue`.',
  source: SETS,
  examples: [
    deny(true, {
      Action: 'ecs:RegisterTaskDefinition',
      Condition: { 'ForAllValues:StringEquals': { 'ecs:compute-compatibility': 'EC2' } },
    }),
    deny(false, {
      Action: 'ecs:RegisterTaskDefinition',
      Condition: {
        'ForAllValues:StringEquals': { 'ecs:compute-compatibility': 'EC2' },
        Null: { 'ecs:compute-compatibility': 'false' },
      },
    }),
    deny(false, {
      Action: 'ecs:RegisterTaskDefinition',
      Condition: { 'ForAnyValue:StringEquals': { 'ecs:compute-compatibility': 'EC2' } },
    }),
  ],
  check: ofConditions(({ operator, key }, statement) => {
    if (statement.effect === 'Allow' || operator.set !== 'ForAllValues' || demandsPresence(statement, key)) return null;
    return `\`${operator.text}\` also holds where a request has no \`${key}\`, and those are then denied: add \`"Null": {"${key}": "false"}\` if that is not meant`;
  }),
};

export const forAnyValueIfExists: DocumentRule = {
  id: 'for-any-value-if-exists',
  severity: 'error',
  title: '`ForAnyValue` together with `IfExists`',
  why: 'No page of AWS says whether it holds for a request without the key: `ForAnyValue` does not, `IfExists` does. Use one of them.',
  source: SETS,
  examples: [
    deny(true, {
      Action: 'ecs:CreateService',
      Condition: { 'ForAnyValue:StringEqualsIfExists': { 'ecs:subnet': 'subnet-1' } },
    }),
    deny(false, {
      Action: 'ecs:CreateService',
      Condition: { 'ForAnyValue:StringEquals': { 'ecs:subnet': 'subnet-1' } },
    }),
  ],
  check: ofConditions(({ operator, key }) =>
    operator.set === 'ForAnyValue' && operator.ifExists
      ? `whether \`${operator.text}\` holds for a request without \`${key}\` is not documented: leave out \`IfExists\`, or add a statement for the absent key`
      : null,
  ),
};

export const setOperatorMissing: DocumentRule = {
  id: 'set-operator-missing',
  severity: 'error',
  title: 'A key with several values is compared without `ForAnyValue` or `ForAllValues`',
  why: 'AWS requires one of them for such a key, and says nothing about what happens without.',
  source: SETS,
  examples: [
    deny(true, { Action: 'ecs:CreateService', Condition: { StringNotEquals: { 'ecs:subnet': 'subnet-1' } } }),
    deny(true, { Condition: { StringLike: { 'aws:PrincipalOrgPaths': 'o-1/*' } } }),
    deny(false, { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } } }),
    deny(false, { Action: 'ecs:CreateService', Condition: { Null: { 'ecs:subnet': 'true' } } }),
  ],
  check: ofConditions(({ operator, key }, _statement, { catalogue }) => {
    if (operator.set !== null || operator.base === 'Null' || !catalogue.key(key)?.multivalued) return null;
    return `\`${key}\` can have several values: write \`ForAnyValue:${operatorText(operator)}\` or \`ForAllValues:${operatorText(operator)}\``;
  }),
};

export const setOperatorOnSingleValue: DocumentRule = {
  id: 'set-operator-on-single-value',
  severity: 'warning',
  title: '`ForAnyValue` or `ForAllValues` with a key of one value',
  why: 'AWS advises against it; with `ForAllValues` the condition also holds where the key is absent.',
  source: SETS,
  examples: [
    deny(true, { Condition: { 'ForAnyValue:StringEquals': { 'aws:RequestedRegion': 'eu-west-1' } } }),
    deny(true, { Action: 'ecs:RunTask', Condition: { 'ForAllValues:StringLike': { 'aws:RequestTag/Owner': '*' } } }),
    deny(false, { Action: 'ecs:RunTask', Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'Owner' } } }),
  ],
  check: ofConditions(({ operator, key }, _statement, { catalogue }) => {
    const known = catalogue.key(key);
    if (operator.set === null || !known || known.multivalued) return null;
    return `\`${key}\` has one value: write \`${operatorText({ ...operator, set: null })}\``;
  }),
};

export const nullValue: DocumentRule = {
  id: 'null-value',
  severity: 'error',
  title: '`Null` with a value other than one `true` or `false`',
  why: '`Null` asks whether a key is absent (`true`) or there (`false`). With both it always holds, with other words it says nothing.',
  source: OPERATORS,
  examples: [
    deny(true, { Action: 'ecs:RunTask', Condition: { Null: { 'aws:RequestTag/Owner': 'yes' } } }),
    deny(true, { Action: 'ecs:RunTask', Condition: { Null: { 'aws:RequestTag/Owner': ['true', 'false'] } } }),
    deny(false, { Action: 'ecs:RunTask', Condition: { Null: { 'aws:RequestTag/Owner': 'true' } } }),
  ],
  check: ofConditions(({ operator, values }, statement) => {
    if (operator.base !== 'Null') return null;
    const odd = values.find((value) => !['true', 'false'].includes(value.toLowerCase()));
    if (odd !== undefined) return `\`Null\` takes \`true\` (the key is absent) or \`false\`, not \`${odd}\``;
    if (new Set(values.map((value) => value.toLowerCase())).size === 1) return null;
    return values.length === 0
      ? '`Null` takes `true` (the key is absent) or `false`'
      : `\`Null\` with both \`true\` and \`false\` always holds: ${outcome(statement, 'always')}`;
  }),
};

export const operatorCase: DocumentRule = {
  id: 'operator-case',
  severity: 'warning',
  title: 'The operator is not spelt as AWS documents it',
  why: 'AWS documents one spelling, and does not say that case is ignored. ringfence reads it as the documented one.',
  source: OPERATORS,
  examples: [
    deny(true, { Condition: { stringequals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    deny(true, { Condition: { 'forAnyValue:StringEquals': { 'aws:CalledVia': 'x' } } }),
    deny(false, { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
  ],
  check: ofConditions(({ operator }) =>
    operator.text === operatorText(operator)
      ? null
      : `write \`${operatorText(operator)}\` instead of \`${operator.text}\``,
  ),
};

export const literalWildcard: DocumentRule = {
  id: 'literal-wildcard',
  severity: 'warning',
  title: 'A wildcard in an operator that takes values literally',
  why: '`*` is a wildcard in `StringLike` and in the Arn operators; in `StringEquals` it is a star.',
  source: OPERATORS,
  examples: [
    deny(true, { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-*' } } }),
    deny(false, { Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } } }),
    deny(false, { Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:*:iam::*:role/x' } } }),
  ],
  check: ofConditions(({ operator, values }) => {
    const value = values.find((one) => /\*/.test(one.replaceAll('${*}', '')));
    if (value === undefined || !operator.base.startsWith('StringEquals')) return null;
    const like = operatorText({ ...operator, base: 'StringLike' });
    return `\`*\` in \`${value}\` is a star to \`${operator.text}\`, not a wildcard: write \`${like}\` if one is meant`;
  }),
};
