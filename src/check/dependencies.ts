import { code } from './code.js';
import { type Finding, type ResultContext, toResult } from './finding.js';
import { maskText } from './mask.js';
import type { Result } from './result.js';
import { findingKey, type Witness } from './witnesses.js';
import { quoted } from './words.js';

/**
 * The results of a template, where passes name the parameter values that would make them fail.
 * @param anyParameter such a pass is a fail, and so is what only another deployment has
 */
export function dependentResults(
  findings: readonly Finding[],
  witnesses: ReadonlyMap<string, readonly Witness[]>,
  context: ResultContext,
  anyParameter: boolean,
): Result[] {
  if (witnesses.size === 0) return findings.map((finding) => toResult(finding, context));
  const results = findings.map((finding) => {
    const found = telling(witnesses.get(findingKey(finding)) ?? []);
    const [first] = found;
    if (!first || finding.judgement.verdict.verdict !== 'pass') return toResult(finding, context);
    return anyParameter
      ? failing(first, found, context)
      : { ...toResult(finding, context), dependsOn: found.flatMap(dependencies) };
  });
  return anyParameter ? [...results, ...appearing(findings, witnesses, context)] : results;
}

/** Those that change one parameter; where there is none, the first combination alone, as its values belong together. */
function telling(found: readonly Witness[]): readonly Witness[] {
  const single = found.filter(({ variant }) => variant.changes.length === 1);
  return single.length > 0 ? single : found.slice(0, 1);
}

const dependencies = ({ variant: { changes } }: Witness): NonNullable<Result['dependsOn']> =>
  changes.map(({ parameter, value }) => ({
    parameter,
    value,
    verdict: 'fail',
    ...(changes.length > 1 && { together: true }),
  }));

/** The result of the first witness, with the words for when it comes to that. */
function failing(first: Witness, found: readonly Witness[], context: ResultContext): Result {
  const result = toResult(first.finding, context);
  const showing = { mask: (text: string) => maskText(text, context.template.sensitive), secretValues: false };
  const words = first.variant.changes.map(({ parameter, value }) => `${code(parameter)} is ${quoted(value, showing)}`);
  return {
    ...result,
    message: `${result.message} when ${words.join(' and ')}`,
    dependsOn: found.flatMap(dependencies),
  };
}

/** What fails in another deployment and is not judged in this one, as the resource is not there. */
function appearing(
  findings: readonly Finding[],
  witnesses: ReadonlyMap<string, readonly Witness[]>,
  context: ResultContext,
): Result[] {
  const judged = new Set(findings.map(findingKey));
  return [...witnesses].flatMap(([key, all]) => {
    const found = telling(all);
    const [first] = found;
    return first && !judged.has(key) ? [failing(first, found, context)] : [];
  });
}
