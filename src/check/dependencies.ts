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
  const results = findings.map((finding) => {
    const found = witnesses.get(findingKey(finding)) ?? [];
    const [first] = found;
    if (!first || finding.judgement.verdict.verdict !== 'pass') return toResult(finding, context);
    return anyParameter
      ? failing(first, found, context)
      : { ...toResult(finding, context), dependsOn: found.map(dependency) };
  });
  return anyParameter ? [...results, ...appearing(findings, witnesses, context)] : results;
}

const dependency = ({ variant }: Witness): NonNullable<Result['dependsOn']>[number] => ({
  parameter: variant.parameter,
  value: variant.value,
  verdict: 'fail',
});

/** The result of the first witness, with the words for when it comes to that. */
function failing(first: Witness, found: readonly Witness[], context: ResultContext): Result {
  const result = toResult(first.finding, context);
  const { parameter, value } = first.variant;
  const words = quoted(value, { mask: (text) => maskText(text, context.template.sensitive), secretValues: false });
  return {
    ...result,
    message: `${result.message} when ${code(parameter)} is ${words}`,
    dependsOn: found.map(dependency),
  };
}

/** What fails in another deployment and is not judged in this one, as the resource is not there. */
function appearing(
  findings: readonly Finding[],
  witnesses: ReadonlyMap<string, readonly Witness[]>,
  context: ResultContext,
): Result[] {
  const judged = new Set(findings.map(findingKey));
  return [...witnesses].flatMap(([key, found]) => {
    const [first] = found;
    return first && !judged.has(key) ? [failing(first, found, context)] : [];
  });
}
