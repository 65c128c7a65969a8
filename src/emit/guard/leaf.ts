import type { Leaf } from '../../language/condition.js';
import { bound, spellings } from '../../language/evaluate.js';
import type { Mode } from '../../language/formula.js';
import { DIGITS, digitsAtLeast, enginePattern, globPattern, VERSION, versionPattern } from '../../language/patterns.js';
import type { Scalar } from '../../language/value.js';
import { guardLiteral, guardPattern, NEVER, type Query, together, UNRESOLVED } from './query.js';

/** The two questions about a scalar that is there: alternatives of which one holds. */
interface ScalarTest {
  readonly holds: readonly string[];
  readonly fails: readonly string[];
}

/** A leaf in one of the four modes, as clauses that must all hold. */
export function leafClauses(leaf: Leaf, mode: Mode, query: Query): string[] {
  switch (leaf.kind) {
    case 'exists':
      return existsClauses(mode, query);
    case 'countAtLeast':
      return [countClause(bound<number>(leaf.bound), mode, query)];
    case 'hasKey':
      return keyClauses(guardPattern(enginePattern(leaf.pattern)), mode, query);
    case 'secret':
      return secretClauses(mode, query);
    default:
      return scalarClauses(scalarTest(leaf, query.text), mode, query);
  }
}

const either = (...alternatives: readonly string[]): string => alternatives.join(' or ');

/** Something unresolved or of the wrong kind stands at the place. */
const obscure = (query: Query): string[] => [
  together([`${query.text} is_struct`, ...query.present]),
  `${query.text} is_list`,
];

function scalarClauses(test: ScalarTest, mode: Mode, query: Query): string[] {
  const plain = [`${query.text} !is_struct`, `${query.text} !is_list`];
  switch (mode) {
    case 'T':
      // A list is `in` a list of literals where each of its elements is, the empty one always.
      return [`${query.text} !is_list`, either(...test.holds)];
    case 'N':
      return [
        either(
          ...(query.isElement ? [] : [`${query.text} !exists`]),
          `${query.text} is_struct`,
          `${query.text} is_list`,
          ...test.fails,
        ),
      ];
    case 'F':
      return [...query.wayIsKnown, either(...query.absent, together([...plain, either(...test.fails)]))];
    case 'P':
      return [either(...query.wayIsUnknown, ...obscure(query), ...test.holds)];
    default:
      return mode satisfies never;
  }
}

type ScalarLeaf = Exclude<Leaf, { kind: 'exists' | 'countAtLeast' | 'secret' | 'hasKey' }>;

function scalarTest(leaf: ScalarLeaf, text: string): ScalarTest {
  switch (leaf.kind) {
    case 'oneOf':
      return oneOfTest(bound<readonly Scalar[]>(leaf.values).flatMap(spellings), text);
    case 'matches':
      return patternTest([guardPattern(enginePattern(leaf.pattern))], text);
    case 'like':
      return patternTest([globAlternatives(bound<readonly string[]>(leaf.globs))], text);
    case 'versionAtLeast':
      return patternTest([VERSION, versionPattern(bound<string>(leaf.version))].map(guardPattern), text);
    case 'atLeast':
    case 'atMost':
      return numberTest(leaf.kind, bound<number>(leaf.bound), text);
    default:
      return leaf satisfies never;
  }
}

function oneOfTest(values: readonly Scalar[], text: string): ScalarTest {
  if (values.length === 0) return patternTest([NEVER], text);
  const list = `[${values.map(guardLiteral).join(', ')}]`;
  return { holds: [`${text} in ${list}`], fails: [`${text} not in ${list}`] };
}

function patternTest(patterns: readonly string[], text: string): ScalarTest {
  return {
    holds: [together([`${text} is_string`, ...patterns.map((pattern) => `${text} == ${pattern}`)])],
    fails: [`${text} !is_string`, ...patterns.map((pattern) => `${text} != ${pattern}`)],
  };
}

function globAlternatives(globs: readonly string[]): string {
  if (globs.length === 0) return NEVER;
  return guardPattern(enginePattern(`(${globs.map(globPattern).join('|')})`));
}

/** Digits in a text count, as they do in CloudFormation. */
function numberTest(kind: 'atLeast' | 'atMost', limit: number, text: string): ScalarTest {
  const [holds, fails] = kind === 'atLeast' ? ['>=', '<'] : ['<=', '>'];
  const digits = guardPattern(DIGITS);
  // What is at most the limit is not at least the next number.
  const least = guardPattern(`^${digitsAtLeast(kind === 'atLeast' ? limit : limit + 1)}$`);
  const [inside, outside] = kind === 'atLeast' ? ['==', '!='] : ['!=', '=='];
  return {
    holds: [
      `this { ${text} is_int  ${text} ${holds} ${limit} }`,
      `this { ${text} is_float  ${text} ${holds} ${limit}.0 }`,
      `this { ${text} is_string  ${text} == ${digits}  ${text} ${inside} ${least} }`,
    ],
    fails: [
      `this { ${text} is_int  ${text} ${fails} ${limit} }`,
      `this { ${text} is_float  ${text} ${fails} ${limit}.0 }`,
      `this { ${text} is_string  ${text} != ${digits} or ${text} ${outside} ${least} }`,
      `${text} is_bool`,
    ],
  };
}

/** Intrinsics that may turn out to be nothing: `mayBeAbsent` of the language. */
const MAY_BE_ABSENT = '/^Fn::(If|Unknown|Transform)$/';

function existsClauses(mode: Mode, query: Query): string[] {
  const undecided = `${query.text}[ keys == ${MAY_BE_ABSENT} ]`;
  switch (mode) {
    case 'T':
      return [...query.wayIsKnown, ...query.present, `${undecided} empty`];
    case 'F':
      return [...query.wayIsKnown, either(...query.absent)];
    case 'P':
      return [either(...query.wayIsUnknown, together(query.present))];
    case 'N':
      return [either(...query.wayIsUnknown, ...query.absent, `${undecided} !empty`)];
    default:
      return mode satisfies never;
  }
}

/** A map that is none of the intrinsics, and whether one of its keys matches. */
function keyClauses(pattern: string, mode: Mode, query: Query): string[] {
  const { text } = query;
  const matching = `${text}[ keys == ${pattern} ]`;
  const unresolved = `${text}[ keys == ${UNRESOLVED} ]`;
  switch (mode) {
    case 'T':
      return [`${text} is_struct`, `${unresolved} empty`, `${matching} !empty`];
    case 'N':
      return [
        either(
          ...(query.isElement ? [] : [`${text} !exists`]),
          `${text} !is_struct`,
          `${unresolved} !empty`,
          `${matching} empty`,
        ),
      ];
    case 'F':
      return [
        ...query.wayIsKnown,
        either(...query.absent, together([`${text} is_struct`, `${unresolved} empty`, `${matching} empty`])),
      ];
    case 'P':
      return [
        either(
          ...query.wayIsUnknown,
          together([...query.present, either(`${text} !is_struct`, `${unresolved} !empty`, `${matching} !empty`)]),
        ),
      ];
    default:
      return mode satisfies never;
  }
}

function secretClauses(mode: Mode, query: Query): string[] {
  const marked = `${query.text}[ keys == /^Fn::Secret$/ ]`;
  const plain = together([`${query.text} !is_struct`, `${query.text} !is_list`]);
  switch (mode) {
    case 'T':
      return [`${marked} !empty`];
    case 'N':
      return [`${marked} empty`];
    case 'F':
      return [...query.wayIsKnown, either(...query.absent, plain)];
    case 'P':
      return [either(...query.wayIsUnknown, ...obscure(query))];
    default:
      return mode satisfies never;
  }
}

/** `{least, greatest}` decides where the bound lies outside of it; what has neither is unknown. */
function countClause(limit: number, mode: Mode, query: Query): string {
  const [least, greatest] = [query.key('least'), query.key('greatest')];
  switch (mode) {
    case 'T':
      return `${least} >= ${limit}`;
    case 'N':
      return either(`${least} !exists`, `${least} < ${limit}`);
    case 'F':
      return `${greatest} < ${limit}`;
    case 'P':
      return either(`${greatest} !exists`, `${greatest} >= ${limit}`);
    default:
      return mode satisfies never;
  }
}
