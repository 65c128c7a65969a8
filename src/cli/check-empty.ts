import { judgedCount } from '../check/exit-status.js';
import type { Totals } from '../check/tally.js';
import type { FoundInputs } from '../node/inputs.js';
import { SHOW_PLAN } from '../readers/text.js';
import { suggestion } from '../text/nearest.js';
import type { CheckFlags } from './check-flags.js';

/** Why nothing was judged, which is a mistake unless `--allow-empty` says otherwise; and what was passed over. */
export function emptiness(totals: Totals, found: FoundInputs, { allowEmpty }: CheckFlags): string[] {
  const { inputs, errors, summary } = totals;
  const planned = inputs.some(({ kind }) => kind === 'terraform-plan');
  const notes = found.terraformSources > 0 && !planned ? [`note: ${sourcesNote(found.terraformSources)}`] : [];
  const nothing = judgedCount(summary) === 0 && errors.length === 0 && !allowEmpty;
  if (!nothing) return notes;
  const reason =
    inputs.length === 0
      ? `no template, plan or task definition is among the files (${found.inputs.length} looked at)`
      : 'no selected control applies to what was read';
  return [...notes, `error: nothing was judged: ${reason}; --allow-empty accepts it`];
}

const sourcesNote = (count: number): string =>
  `Terraform sources were passed over (${count}), since a plan is what is judged: ${SHOW_PLAN}`;

/**
 * Parameters of the command line that no template declares: most likely misspelt. A file of parameters may be shared by
 * several templates, and a template that could not be read may be the one that declares them.
 */
export function undeclared({ declared, errors }: Totals, { parameter = [] }: CheckFlags): string[] {
  if (errors.length > 0) return [];
  const names = new Set(parameter.map((pair) => pair.slice(0, pair.indexOf('='))));
  return [...names]
    .filter((name) => !declared.has(name))
    .map((name) => `warning: no template declares the parameter \`${name}\`${suggestion(name, declared)}`);
}
