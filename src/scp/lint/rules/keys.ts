// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import { suggestion } from '../../../text/nearest.js';
import { carriesKey } from '../../catalogue/carries.js';
import type { CatalogueAction, ConditionKey } from '../../catalogue/catalogue.js';
import { type DocumentContext, type DocumentRule, deny, ofConditions } from '../rule.js';
import { textsOf, variablesIn } from '../variables.js';
import { demandsPresence, holdsWhenAbsent, outcome, some } from '../words.js';

const GLOBAL = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';
const SERVICE_REFERENCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';

export const unknownConditionKey: DocumentRule = {
  id: 'unknown-condition-key',
  severity: 'error',
  title: 'No such condition key',
  why: 'AWS accepts the policy, and no request carries the key: the condition is decided by its absence, whatever was meant.',
  source: GLOBAL,
  examples: [
    deny(true, { Condition: { StringEquals: { 'ecs:launch-type': 'EC2' } } }),
    deny(true, { Condition: { StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipleTag/team}' } } }),
    deny(false, { Condition: { StringEquals: { 'AWS:principaltag/Team': '${aws:PrincipalTag/team}' } } }),
    deny(false, { Resource: 'arn:aws:ecs:${Region}:*:cluster/*' }),
  ],
  check: (context) => [...unknownKeys(context), ...unknownVariables(context)],
};

const unknownKeys = ofConditions((condition, statement, { catalogue }) => {
  if (catalogue.key(condition.key)) return null;
  const holds = holdsWhenAbsent(condition);
  const so = holds === null ? '' : `, so ${outcome(statement, holds ? 'always' : 'never')}`;
  return `no condition key \`${condition.key}\` is known${so}${suggestion(condition.key, catalogue.keys)}`;
});

function unknownVariables({ policy, catalogue }: DocumentContext) {
  return policy.statements.flatMap(textsOf).flatMap(({ text, place }) =>
    variablesIn(text)
      .filter(({ name }) => name.includes(':') && !catalogue.key(name))
      .map((variable) => ({
        place,
        message: `no condition key is known for the variable \`${variable.text}\`: it has no value${suggestion(variable.name, catalogue.keys)}`,
      })),
  );
}

export const keyNotCarried: DocumentRule = {
  id: 'key-not-carried',
  severity: 'error',
  title: 'No action of the statement carries the condition key',
  why: 'The key is absent from every request that the statement is about, so its condition always or never holds. Use a key that the actions carry; the service authorization reference lists them.',
  source: SERVICE_REFERENCE,
  examples: [
    deny(true, { Action: 'ecs:RunTask', Condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } } }),
    deny(true, { Action: 'ecs:ListTask*', Condition: { StringNotEquals: { 'ecs:subnet': 'subnet-1' } } }),
    deny(false, { Action: 'ecs:*', Condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } } }),
    deny(false, { Action: 'ecs:CreateGateway', Condition: { StringEquals: { 'ecs:cluster': 'x' } } }),
    deny(false, { Action: 'ecs:ListClusters', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
  ],
  check: ofConditions((condition, statement, context) => {
    const actions = context.actionsOf(statement);
    const key = context.catalogue.key(condition.key);
    if (!key || actions.length === 0 || lacking(actions, key).length < actions.length) return null;
    const holds = holdsWhenAbsent(condition);
    const so = holds === null ? '' : `: ${outcome(statement, holds ? 'always' : 'never')}`;
    const names = some(actions.map(({ name }) => name));
    return `no request of ${names} carries \`${condition.key}\`${so}`;
  }),
};

export const keyCarriedBySome: DocumentRule = {
  id: 'key-carried-by-some',
  severity: 'warning',
  title: 'Some actions of the statement do not carry the condition key',
  why: 'For those the key is absent: a positive operator never holds, and a negated one, `…IfExists` and `ForAllValues` always do. Actions that a wildcard takes in are named only in the second case, where they are hit. The catalogue can lag behind AWS.',
  source: SERVICE_REFERENCE,
  examples: [
    deny(true, {
      Action: ['ecs:CreateService', 'ecs:RunTask'],
      Condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } },
    }),
    deny(true, { Action: 'ecs:*', Condition: { StringNotEquals: { 'aws:RequestTag/Owner': 'x' } } }),
    deny(false, { Action: 'ecs:*', Condition: { StringEquals: { 'aws:RequestTag/Owner': 'x' } } }),
    deny(false, {
      Action: 'ecs:*',
      Condition: { StringNotEquals: { 'aws:RequestTag/Owner': 'x' }, Null: { 'aws:RequestTag/Owner': 'false' } },
    }),
    deny(false, {
      Action: ['ecs:CreateService', 'ecs:UpdateService'],
      Condition: { Bool: { 'ecs:auto-assign-public-ip': 'true' } },
    }),
  ],
  check: ofConditions((condition, statement, context) => {
    const actions = context.actionsOf(statement);
    const key = context.catalogue.key(condition.key);
    const holds = holdsWhenAbsent(condition);
    if (!key || holds === null || (holds && demandsPresence(statement, condition.key))) return null;
    const without = lacking(actions, key);
    const written = new Set(statement.actions.patterns.map((pattern) => pattern.toLowerCase()));
    const told = holds ? without : without.filter(({ name }) => written.has(name.toLowerCase()));
    if (told.length === 0 || without.length === actions.length) return null;
    const names = some(told.map(({ name }) => name));
    return `${names} do not carry \`${condition.key}\`: for them ${outcome(statement, holds ? 'always' : 'never')}`;
  }),
};

const lacking = (actions: readonly CatalogueAction[], key: ConditionKey) =>
  actions.filter((action) => carriesKey(action, key) === false);
