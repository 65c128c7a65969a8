import type { Value } from '../../src/language/value.js';
import type { Origin } from './corpus.js';
import type { Judging } from './judging.js';
import { mutatedText, mutatedValue } from './mutations.js';
import { type Comparison, type Movement, movements } from './properties.js';
import { below, caseSeed, pick, type Random, randomFrom } from './random.js';
import { declaring, madeUnreadable, retyped } from './unreadable.js';

/** One input made from a real one, and what must hold for it. */
export type Case =
  /** It is judged or refused; nothing else happens. */
  | { readonly property: 'judged-or-refused'; readonly origin: string; readonly text: string }
  /** Compared with the input before the change. */
  | {
      readonly property: Comparison;
      readonly origin: string;
      readonly path: readonly string[];
      readonly how: string;
      readonly before: Value;
      readonly after: Value;
    };

/** The case of a number: the same for the same seed and inputs, whatever came before. */
export function caseOf(seed: number, number: number, corpus: readonly Origin[]): Case {
  const random = randomFrom(caseSeed(seed, number));
  const origin = pick(random, corpus);
  const kind = below(random, 10);
  if (kind === 0) return { property: 'judged-or-refused', origin: origin.name, text: mutatedText(origin.text, random) };
  const comparison: Comparison = kind < 5 ? 'unreadable' : 'retyped';
  return (kind < 7 ? compared(comparison, origin, random) : null) ?? mutated(origin, random);
}

function mutated(origin: Origin, random: Random): Case {
  return {
    property: 'judged-or-refused',
    origin: origin.name,
    text: JSON.stringify(mutatedValue(origin.value, random), null, 1),
  };
}

const declared = new WeakMap<Origin, Value>();

/** The same object for each case of an origin, so that its verdicts are found once. */
function declaredOf(origin: Origin): Value {
  const value = declared.get(origin) ?? declaring(origin.kind, origin.value);
  declared.set(origin, value);
  return value;
}

function compared(property: Comparison, origin: Origin, random: Random): Case | null {
  const { name, kind, value } = origin;
  const before = property === 'unreadable' ? declaredOf(origin) : value;
  const change = (property === 'unreadable' ? madeUnreadable : retyped)(kind, before, random);
  return change && { property, origin: name, path: change.path, how: change.how, before, after: change.value };
}

/** How a case broke what must hold. */
export interface Breach {
  /** What makes two breaches the same: only the first is reported. */
  readonly signature: string;
  readonly words: string;
  readonly movements: readonly Movement[];
}

/** Tries a case; null where everything holds. */
export async function breachOf(tried: Case, judging: Judging): Promise<Breach | null> {
  try {
    if (tried.property === 'judged-or-refused') {
      await judging.whole(tried.text);
      return null;
    }
    const before = await judging.verdictsOf(tried.before);
    const after = await judging.verdictsOf(tried.after);
    const moved = movements(tried.property, before, after).filter((one) => !isDeliberate(one, tried.path));
    return breachOfMovements(tried, moved);
  } catch (error) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      signature: normalized(words),
      words: error instanceof Error ? (error.stack ?? words) : words,
      movements: [],
    };
  }
}

/**
 * Controls that look for what is written in a place, not for what its value will be: an environment variable whose
 * value is a parameter is not written in the form of an example from a guide.
 */
const LITERAL: readonly (readonly [control: string, place: RegExp])[] = [
  ['container-secret-reference-valid', /\.environment(\.[0-9]+(\.value)?)?$/i],
];

const isDeliberate = ({ control }: Movement, path: readonly string[]): boolean =>
  LITERAL.some(([id, place]) => id === control && place.test(path.join('.')));

function breachOfMovements(
  { property, path }: Exclude<Case, { property: 'judged-or-refused' }>,
  moved: readonly Movement[],
): Breach | null {
  const [first] = moved;
  if (!first) return null;
  const place = path.slice(path[0] === 'Resources' ? 3 : 1).map((key) => (/^[0-9]+$/.test(key) ? '*' : key));
  return {
    signature: `${property}: ${first.control} ${first.from} to ${first.to} at ${place.slice(-3).join('.')}`,
    words: moved
      .map((one) => `${one.control} on ${one.resource} [${one.index}]: ${one.from} became ${one.to}`)
      .join('\n'),
    movements: moved,
  };
}

/** Without the names and numbers of the input. */
const normalized = (words: string): string =>
  (words.split('\n')[0] ?? '')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/[0-9]+/g, '#')
    .slice(0, 200);
