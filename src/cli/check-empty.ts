import { judgedCount } from '../check/exit-status.js';
import type { Totals } from '../check/tally.js';
import type { FoundInputs } from '../node/inputs.js';
import { SHOW_PLAN } from '../readers/text.js';
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
