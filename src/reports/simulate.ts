import type { Decision, SimulateResult, StatementReference } from '../simulate/schema.js';
import { painter } from './paint.js';
import { safeJson, safeText } from './safe-text.js';

/** The JSON report: `schemas/simulate-result.json`. */
export const simulateJson = (result: SimulateResult): string => `${safeJson(result)}\n`;

/** Decisions as people read them: each with what decided it, and an unexpected one with what came nearest. */
export function simulateText({ results }: SimulateResult, options: { readonly colour: boolean }): string {
  const paint = painter(options.colour);
  const blocks = results.map((decision) => {
    const mark = decision.expected === null ? '' : decision.passed ? 'ok    ' : paint.high('FAIL  ');
    return [
      `${mark}${decision.decision}  ${safeText(decision.name)}`,
      ...decisionLines(decision).map((line) => `      ${line}`),
    ].join('\n');
  });
  const differing = results.filter(({ passed }) => !passed).length;
  const asked = results.some(({ expected }) => expected !== null);
  return [...blocks, ...(asked ? [`${results.length - differing} as expected, ${differing} not`] : []), ''].join('\n');
}

/** Why a request is decided as it is, a reason a line. */
export function decisionLines(decision: Decision): string[] {
  const { outside, by, levels, nearest, missingContext, assumed, expected, passed } = decision;
  return [
    ...(passed ? [] : [`expected ${expected ?? decision.decision}`]),
    ...(outside === null ? [] : [safeText(outside)]),
    ...by.map((reference) => `denied by ${referenceText(reference)}`),
    ...levels.filter(({ allowed }) => !allowed).map(({ target }) => `nothing allows it at ${safeText(target)}`),
    ...(nearest === null ? [] : [`nearest deny: ${referenceText(nearest.statement)}: ${safeText(nearest.why, 1000)}`]),
    ...(missingContext.length === 0
      ? []
      : [`taken as absent: ${missingContext.map((key) => safeText(key)).join(', ')}`]),
    ...assumed.map((text) => `assumed: ${safeText(text, 1000)}`),
  ];
}

const referenceText = ({ statement, name, target, control }: StatementReference): string =>
  `${safeText(statement)}${control === null ? '' : ` (${safeText(control)})`} of ${safeText(name)} at ${safeText(target)}`;
