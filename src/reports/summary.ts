import type { Result } from '../check/result.js';
import type { Totals } from '../check/tally.js';
import { SEVERITIES } from '../controls/control.js';
import type { Paint } from './paint.js';
import { safeText } from './safe-text.js';
import type { TextSettings } from './text-settings.js';

/** What it comes to, and once: how to see the rest, and how to except a finding. */
export function summaryLines(totals: Totals, settings: TextSettings, paint: Paint): string[] {
  const { summary, inputs, depending, errors, unusedExceptions } = totals;
  const resources = inputs.reduce((sum, input) => sum + input.resources, 0);
  const judged = `${plural(inputs.length, 'input')}, ${plural(resources, 'resource')}`;
  const counts = [
    `${summary.fail} failed${bySeverity(totals)}`,
    `${summary.pass} passed`,
    `${summary.unknown} unknown`,
    `${summary.excepted} excepted`,
    ...(summary.baselined === undefined ? [] : [`${summary.baselined} known`]),
    ...(errors.length === 0 ? [] : [plural(errors.length, 'error')]),
  ];
  return [
    ...unusedExceptions.map(
      ({ file, line, message }) =>
        `${paint.medium('note')} ${safeText(line === null ? file : `${file}:${line}`)}: ${safeText(message)}`,
    ),
    `${paint.bold(counts.join(', '))} (${judged})`,
    ...(depending > 0
      ? [`${depending} of the passed would not pass with other parameter values (--any-parameter fails them).`]
      : []),
    ...hints(totals, settings),
  ];
}

function hints(
  { summary, unrecognized, depending, firstFail }: Totals,
  { verbose, configurationFile }: TextSettings,
): string[] {
  const hidden = summary.unknown + summary.excepted + depending > 0 && !verbose;
  return [
    ...(unrecognized > 0
      ? [`${plural(unrecognized, 'file')} of another kind ${unrecognized === 1 ? 'was' : 'were'} passed over.`]
      : []),
    ...(hidden ? ['--verbose lists what is unknown, what would decide it, and what is excepted.'] : []),
    ...(firstFail ? exceptionHint(firstFail, configurationFile) : []),
  ];
}

/** As one would paste it. */
function exceptionHint({ control, resource }: Result, file: string): string[] {
  return [
    `To fix a finding, see \`ringfence controls ${control}\`. To accept one until a day, add to ${safeText(file)}:`,
    '  exceptions:',
    `    - {control: ${control}, resource: ${yamlText(resource.id)}, reason: why, owner: who, expires: YYYY-MM-DD}`,
  ];
}

/** Single quotes keep `[0]` of a Terraform address, and everything else, as it is. */
const yamlText = (text: string): string =>
  /^[A-Za-z0-9_-]{1,200}$/.test(text) ? text : `'${safeText(text).replaceAll("'", "''")}'`;

function bySeverity({ fails }: Totals): string {
  const parts = SEVERITIES.toReversed().flatMap((severity) =>
    fails[severity] > 0 ? [`${fails[severity]} ${severity}`] : [],
  );
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
