import type { StatementDocument } from '../../../../src/scp/policy.js';
import type { PropertyDefinition } from '../../../../src/scp/property.js';
import type { Chance } from './mulberry32.js';

/** A property of random policies, of the small world. */
export interface Question {
  readonly property: PropertyDefinition;
  /** For each side its levels, each a list of statements. */
  readonly sides: readonly (readonly (readonly StatementDocument[])[])[];
}

const ALLOW: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const ACTIONS = ['*', 'one:*', 'one:Make', 'ONE:Remove', 'two:*', 'two:List', '*:*e', 'three:Go'];
const RESOURCES = [
  'arn:aws:one:*:*:thing/*',
  'arn:aws:one:*:222222222222:thing/a',
  'arn:*:one:eu-*:*:thing/?',
  'arn:*:thing/a',
  '*a',
  'arn:aws:one:*',
];
const PRINCIPALS = [
  'arn:aws:iam::222222222222:role/a',
  'arn:*:iam::*:role/*',
  'arn:aws:iam::*:role/a*',
  'arn:*:iam::333333333333:*',
  'arn:*:iam::*:root',
];
const PATTERNS = ['a', 'b', 'ab', 'A', 'a*', '*b', '?', 'x?', '*'];
const TEXT_OPERATORS = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const NUMBERS = ['0', '5', '7.5', '10', '-1', '05'];
const COMPARISONS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const DAYS = ['2026-01-01T00:00:00Z', '2026-06-01', '1790000000'];
const RANGES = ['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0', '2001:db8::/32', '10.0.0.1', '::/0'];

type Made = readonly [operator: string, key: string, values: readonly string[]];

const MAKERS: readonly ((chance: Chance) => Made)[] = [
  (chance) => [ifExists(chance, chance.of(TEXT_OPERATORS)), 'k:text', chance.some(PATTERNS)],
  (chance) => [set(chance, chance.of(TEXT_OPERATORS)), chance.of(['k:many', 'K:Many']), chance.some(PATTERNS)],
  (chance) => [ifExists(chance, `Numeric${chance.of(COMPARISONS)}`), 'k:number', chance.some(NUMBERS)],
  (chance) => [ifExists(chance, 'Bool'), 'k:flag', [chance.of(['true', 'false', 'True'])]],
  (chance) => [ifExists(chance, `Date${chance.of(COMPARISONS)}`), 'k:day', chance.some(DAYS)],
  (chance) => [ifExists(chance, chance.of(['IpAddress', 'NotIpAddress'])), 'k:address', chance.some(RANGES)],
  (chance) => [chance.of(['ArnLike', 'ArnNotLike', 'ArnEquals']), 'aws:PrincipalArn', chance.some(PRINCIPALS)],
  (chance) => [chance.of(['ArnNotLike', 'StringNotLike', 'StringLike']), 'aws:PrincipalArn', chance.some(PRINCIPALS)],
  (chance) => [
    chance.of(['StringEquals', 'StringNotEquals', 'StringLike']),
    'aws:PrincipalAccount',
    [chance.of(['222222222222', '333333333333', '2*'])],
  ],
  (chance) => [chance.of(['StringEquals', 'StringNotEquals']), 'aws:PrincipalType', [chance.of(['User', 'Account'])]],
  (chance) => [
    chance.of(['StringNotEquals', 'StringEquals', 'StringLike']),
    'aws:RequestedRegion',
    chance.some(['eu-west-1', 'us-east-1', 'eu-*']),
  ],
  (chance) => [chance.of(['StringNotEquals', 'StringEqualsIfExists']), 'aws:PrincipalOrgID', ['o-exampleorg1']],
  (chance) => ['Null', chance.of(['k:text', 'k:many', 'k:number', 'k:flag']), [chance.of(['true', 'false'])]],
];

const ifExists = (chance: Chance, operator: string): string => (chance.once(3) ? `${operator}IfExists` : operator);

/** Now and then without a set operator, which has no documented meaning for several values. */
const set = (chance: Chance, operator: string): string =>
  chance.once(8) ? operator : `${chance.of(['ForAnyValue', 'ForAllValues'])}:${operator}`;

/** @param favourites makers that this question uses, so that its statements meet */
function statement(chance: Chance, favourites: typeof MAKERS): StatementDocument {
  const conditions = Array.from({ length: chance.below(3) }, () => chance.of(favourites)(chance));
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, key, values] of conditions) block[operator] = { ...block[operator], [key]: values };
  return {
    Effect: chance.once(4) ? 'Allow' : 'Deny',
    ...(chance.once(4) ? { NotAction: chance.some(ACTIONS.slice(1)) } : { Action: chance.some(ACTIONS) }),
    ...resources(chance),
    ...(conditions.length > 0 && { Condition: block }),
  };
}

function resources(chance: Chance): Pick<StatementDocument, 'Resource' | 'NotResource'> {
  if (!chance.once(3)) return { Resource: '*' };
  return chance.once(3) ? { NotResource: chance.some(RESOURCES) } : { Resource: chance.some(RESOURCES) };
}

export function randomQuestion(chance: Chance): Question {
  const favourites = Array.from({ length: 3 }, () => chance.of(MAKERS));
  const made = (count: number): StatementDocument[] =>
    Array.from({ length: count }, () => statement(chance, favourites));
  const levels = [
    [ALLOW, ...made(1 + chance.below(3))],
    ...(chance.once(2) ? [[ALLOW, ...made(chance.below(2))]] : []),
  ];
  if (chance.once(6)) levels.push(made(2));
  const compared = chance.once(2);
  const property: PropertyDefinition = {
    name: 'random',
    property: compared ? chance.of(['equal', 'noNewDenial']) : chance.of(['denied', 'denied', 'allowed']),
    ...(compared && !chance.once(4) ? {} : scope(chance)),
  };
  return { property, sides: compared ? [levels, mutated(chance, levels, favourites)] : [levels] };
}

function scope(chance: Chance): Partial<PropertyDefinition> {
  return {
    ...(chance.once(2) && { actions: chance.some(ACTIONS) }),
    ...(chance.once(3) && { resources: chance.some(RESOURCES) }),
    ...(chance.once(4) && { principals: chance.some(PRINCIPALS) }),
    ...(chance.once(2) && {
      except: {
        ...(chance.once(2) && { principals: chance.some(PRINCIPALS) }),
        ...(chance.once(2) && { regions: chance.some(['eu-west-1', 'us-*']) }),
        ...(chance.once(4) && { actions: ['one:Make'] }),
        ...(chance.once(4) && { resources: chance.some(RESOURCES) }),
      },
    }),
    ...(chance.once(3) && { context: contextScope(chance) }),
  };
}

const contextScope = (chance: Chance): NonNullable<PropertyDefinition['context']> => ({
  [chance.of(['k:text', 'k:many'])]: chance.once(3) ? null : chance.some(PATTERNS),
});

/** The same with one thing changed, or said otherwise. */
function mutated(
  chance: Chance,
  levels: readonly (readonly StatementDocument[])[],
  favourites: typeof MAKERS,
): StatementDocument[][] {
  const copy = levels.map((level) => [...level]);
  const level = chance.of(copy);
  const position = chance.below(level.length);
  const old = level[position] ?? ALLOW;
  const { Condition: _, ...bare } = old;
  const { Condition: other } = statement(chance, favourites);
  switch (chance.below(5)) {
    case 0:
      level[position] = other ? { ...bare, Condition: other } : bare;
      break;
    case 1:
      level.push(statement(chance, favourites));
      break;
    case 2:
      if (old !== ALLOW) level.splice(position, 1);
      break;
    case 3:
      level.splice(position, 1, ...apart(old));
      break;
    default:
      level[position] = { ...withoutResource(old), ...resources(chance) };
  }
  return copy;
}

function withoutResource({ Resource: _, NotResource: __, ...rest }: StatementDocument): StatementDocument {
  return rest;
}

/** One statement for each of its actions: the same, where they are not those of NotAction. */
function apart(old: StatementDocument): StatementDocument[] {
  const { Action: actions } = old;
  return actions === undefined || typeof actions === 'string'
    ? [old, old]
    : actions.map((action) => ({ ...old, Action: action }));
}
