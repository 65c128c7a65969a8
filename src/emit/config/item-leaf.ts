import type { Leaf } from '../../language/condition.js';
import { bound, spellings } from '../../language/evaluate.js';
import type { Mode } from '../../language/formula.js';
import { DIGITS, digitsAtLeast, enginePattern, globPattern } from '../../language/patterns.js';
import type { Scalar } from '../../language/value.js';
import { guardLiteral, NEVER, together } from '../guard/query.js';
import { ConfigRuleError } from './config-rule-error.js';

/** A place of an item, as a rule writes it. */
export interface ItemPlace {
  readonly text: string;
  /** Absent means absent, and not that it may not have been recorded. */
  readonly recorded: boolean;
  /** The map that it is, or is an entry of, and what that stands in. */
  readonly map?: { readonly text: string; readonly holder: string };
}

/** Guard 2.1 reads the null of JSON as the text `null`; a later one may read it as null. */
const NOTHING = '["null", null]';
const NOTHING_OR_EMPTY = '["null", null, ""]';

/** The name of a pattern that the rules text defines. */
export type PatternNames = (pattern: string) => string;

/** The two questions about a value: alternatives of which one holds. */
interface ValueTest {
  readonly holds: readonly string[];
  readonly fails: readonly string[];
}

/** A leaf in one of the four modes, as clauses that must all hold. Guard 2 has neither is_float nor functions. */
export function itemLeaf(leaf: Leaf, mode: Mode, place: ItemPlace, names: PatternNames): string[] {
  return inMode(mode, place, valueTest(leaf, place, names));
}

/**
 * What is not recorded may be there all the same: then it is never certainly absent, unless it is an entry of a map
 * that is there, or what it stands in is not.
 */
function inMode(mode: Mode, place: ItemPlace, { holds, fails }: ValueTest): string[] {
  const isMissing = [`${place.text} !exists`, ...fails];
  switch (mode) {
    case 'T':
      return [either(holds)];
    case 'N':
      return [either(isMissing)];
    case 'F':
      if (place.recorded) return [either(isMissing)];
      return [either([together([...isSeen(place), either(isMissing)]), ...isNotHeld(place)])];
    case 'P':
      if (place.recorded) return [either(holds)];
      return [...isHeld(place), either([...isNotSeen(place), ...holds])];
    default:
      return mode satisfies never;
  }
}

const either = (alternatives: readonly string[]): string => alternatives.join(' or ');

const isThere = (text: string): string => `${text} not in ${NOTHING}`;
const isAbsent = (text: string): string[] => [`${text} !exists`, `${text} in ${NOTHING}`];

const isEntry = ({ text, map }: ItemPlace): boolean => map !== undefined && map.text !== text;
const isSeen = (place: ItemPlace): string[] => [isEntry(place) ? `${place.map?.text} is_struct` : isThere(place.text)];
const isNotSeen = (place: ItemPlace): string[] =>
  isEntry(place) ? [`${place.map?.text} !exists`, `${place.map?.text} !is_struct`] : isAbsent(place.text);
const isHeld = ({ map }: ItemPlace): string[] => (map ? [isThere(map.holder)] : []);
const isNotHeld = ({ map }: ItemPlace): string[] => (map ? isAbsent(map.holder) : []);

function valueTest(leaf: Leaf, { text }: ItemPlace, names: PatternNames): ValueTest {
  switch (leaf.kind) {
    case 'exists':
      return { holds: [`${text} not in ${NOTHING_OR_EMPTY}`], fails: [`${text} in ${NOTHING_OR_EMPTY}`] };
    case 'oneOf':
      return oneOfTest(bound<readonly Scalar[]>(leaf.values).flatMap(spellings), text);
    case 'matches':
      return patternTest(names(enginePattern(leaf.pattern)), text);
    case 'like':
      return patternTest(names(globAlternatives(bound<readonly string[]>(leaf.globs))), text);
    case 'hasKey': {
      const keys = `${text}[ keys == ${names(enginePattern(leaf.pattern))} ]`;
      return { holds: [`${keys} !empty`], fails: [`${keys} empty`] };
    }
    case 'atLeast':
    case 'atMost':
      return numberTest(leaf.kind, bound<number>(leaf.bound), text, names);
    case 'versionAtLeast':
    case 'countAtLeast':
    case 'secret':
      throw new ConfigRuleError(`rules of AWS Config cannot ask for \`${leaf.kind}\``);
    default:
      return leaf satisfies never;
  }
}

function oneOfTest(values: readonly Scalar[], text: string): ValueTest {
  const list = `[${values.map(guardLiteral).join(', ')}]`;
  return { holds: [`${text} in ${list}`], fails: [`${text} not in ${list}`] };
}

const patternTest = (pattern: string, text: string): ValueTest => ({
  holds: [together([`${text} is_string`, `${text} == ${pattern}`])],
  fails: [`${text} !is_string`, `${text} != ${pattern}`],
});

const globAlternatives = (globs: readonly string[]): string =>
  globs.length === 0 ? NEVER.slice(1, -1) : enginePattern(`(${globs.map(globPattern).join('|')})`);

/** Digits in a text count, as they do in CloudFormation. */
function numberTest(kind: 'atLeast' | 'atMost', limit: number, text: string, names: PatternNames): ValueTest {
  const [holds, fails] = kind === 'atLeast' ? ['>=', '<'] : ['<=', '>'];
  const [inside, outside] = kind === 'atLeast' ? ['==', '!='] : ['!=', '=='];
  const digits = names(DIGITS);
  const least = names(`^${digitsAtLeast(kind === 'atLeast' ? limit : limit + 1)}$`);
  return {
    holds: [
      `this { ${text} is_int  ${text} ${holds} ${limit} }`,
      `this { ${text} is_string  ${text} == ${digits}  ${text} ${inside} ${least} }`,
    ],
    fails: [
      `this { ${text} is_int  ${text} ${fails} ${limit} }`,
      `this { ${text} is_string  ${text} != ${digits} or ${text} ${outside} ${least} }`,
    ],
  };
}
