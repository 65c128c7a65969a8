import type { AccountCompliance, ComplianceResult, UnknownCompliance } from '../organization/compliance-schema.js';
import { type Paint, painter } from './paint.js';
import { safeJson, safeText } from './safe-text.js';

/** The JSON report: `schemas/compliance-result.json`. */
export const complianceJson = (result: ComplianceResult): string => `${safeJson(result)}\n`;

/**
 * By control, unit and account: what does not comply, and what AWS Config cannot say; then the accounts that nothing is
 * known of.
 * @param listed whether what complies is listed too
 */
export function complianceText(
  { results, notKnown, summary, apiCalls }: ComplianceResult,
  options: { readonly colour: boolean; readonly listed: boolean },
): string {
  const paint = painter(options.colour);
  const shown = results.filter(({ compliance }) => options.listed || compliance !== 'COMPLIANT');
  const controls = [...new Set(shown.map(({ control }) => control))];
  const body = controls.flatMap((control) => [
    '',
    paint.bold(control),
    ...unitLines(
      shown.filter((entry) => entry.control === control),
      paint,
    ),
  ]);
  const unknown = notKnown.length === 0 ? [] : ['', paint.bold('not known'), ...notKnown.map(unknownLine)];
  const counts = [
    `${summary.nonCompliant} not compliant`,
    `${summary.compliant} compliant`,
    `${summary.insufficientData + summary.notApplicable} without a verdict`,
    `${summary.notKnown} not known`,
    `${apiCalls} calls made`,
  ];
  return [...body, ...unknown, '', counts.join(', '), ''].join('\n').replace(/^\n/, '');
}

const unitLines = (entries: readonly AccountCompliance[], paint: Paint): readonly string[] =>
  [...new Set(entries.map(({ unit }) => unit))].flatMap((unit) => [
    `  ${safeText(unit)}`,
    ...entries.filter((entry) => entry.unit === unit).map((entry) => `    ${accountLine(entry, paint)}`),
  ]);

function accountLine(entry: AccountCompliance, paint: Paint): string {
  const { compliance, resources, rule } = entry;
  const word = compliance === 'NON_COMPLIANT' ? paint.high(compliance) : compliance;
  const count = resources.nonCompliant;
  const amount =
    compliance === 'NON_COMPLIANT' && count !== null
      ? `: ${count}${resources.orMore ? ' or more' : ''} ${count === 1 && !resources.orMore ? 'resource' : 'resources'}`
      : '';
  return `${word} ${placeOf(entry)}${amount} (${safeText(rule)})`;
}

const unknownLine = (entry: UnknownCompliance): string => `  ${placeOf(entry)} ${safeText(entry.unit)}`;

const placeOf = ({ account, accountName, region }: UnknownCompliance): string =>
  `${safeText(account)} ${safeText(accountName)} ${safeText(region)}`;
