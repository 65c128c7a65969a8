import type { CheckResult } from '../check/result.js';
import type { FoundInputs } from '../node/inputs.js';
import { SHOW_PLAN } from '../readers/text.js';
import type { CheckFlags } from './check-flags.js';

/** Why nothing was judged, which is a mistake unless `--allow-empty` says otherwise; and what was passed over. */
export function emptiness(result: CheckResult, found: FoundInputs, { allowEmpty }: CheckFlags): string[] {
  const { results, inputs, errors, summary } = result;
  const sources = found.terraformSources;
  const plan =
    sources > 0 ? [`note: ${sources} Terraform source files were passed over: a plan is judged: ${SHOW_PLAN}`] : [];
  const nothing = results.length + (summary.baselined ?? 0) === 0 && errors.length === 0 && !allowEmpty;
  if (!nothing) return plan;
  const reason =
    inputs.length === 0
      ? `none of the ${found.inputs.length} files is a template, a plan or a task definition`
      : 'no selected control applies to what was read';
  return [...plan, `error: nothing was judged: ${reason} (--allow-empty accepts it)`];
}
