import { type Probe, RESOURCE, type Values } from './probe.js';

/** More ways to fill in policy variables than these are not tried. */
const MOST_COMPLETIONS = 200;

/**
 * The values of a search with values for the questions that it could not decide: those with policy variables. For each
 * of them its key is equal to what the text is with the variables filled in, or something else, or absent.
 *
 * @param context the keys that the request has so far, with those that follow from who asks
 */
export function completions(
  values: ReadonlyMap<string, Values>,
  undecided: readonly Probe[],
  context: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Values>[] {
  const given = new Map<string, Values>([...values, ...context]);
  const filled = new Map(values);
  for (const key of undecided.flatMap(({ variables }) => variables?.keys ?? [])) {
    if (given.get(key) === undefined) filled.set(key, ['example']);
  }
  let all: ReadonlyMap<string, Values>[] = [filled];
  for (const probe of undecided) {
    all = all.flatMap((one) =>
      waysOf(probe, new Map([...one, ...context])).map((way) => new Map(one).set(probe.dimension, way)),
    );
    if (all.length > MOST_COMPLETIONS) break;
  }
  return all.slice(0, MOST_COMPLETIONS);
}

const VARIABLE = /\$\{([^{}',]+)(?:,[^{}]*)?\}/g;

function waysOf({ variables, dimension }: Probe, values: ReadonlyMap<string, Values>): Values[] {
  const texts = (variables?.texts ?? []).map((text) =>
    text
      .replace(VARIABLE, (_, key: string) => values.get(key.trim().toLowerCase())?.[0] ?? 'example')
      .replace(/[*?]/g, 'x'),
  );
  const other = dimension === RESOURCE ? ['*'] : ['other'];
  return [values.get(dimension), ...texts.map((text) => [text]), other, ...(dimension === RESOURCE ? [] : [undefined])];
}
