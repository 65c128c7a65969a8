import type { Template } from '../resources/resource.js';
import { withoutKnown } from './baseline.js';
import { DefectError } from './defect.js';
import { accountOf, inputError, messageOf, problemsOf, type ReadInput, readTemplate } from './inputs.js';
import { maskError, maskText } from './mask.js';
import type { CheckInput } from './options.js';
import { countsOf, type Keep, NOTHING, type Outcome, sum } from './outcome.js';
import { isQuoted, quotesFor } from './quote.js';
import type { Result } from './result.js';
import type { Run } from './run.js';
import { type TemplateResults, templateResults } from './template-results.js';

/**
 * Reads and judges one input. Never throws.
 * INVARIANT: it leaves something in its outcome whatever happens, so that none passes unjudged.
 */
export async function judgeInput(input: CheckInput, run: Run): Promise<Outcome> {
  const reading = await readTemplate(input, run.options);
  if (reading === null) return { ...NOTHING, unrecognized: true };
  if (reading.error) return { ...NOTHING, errors: [reading.error] };
  const { file, sensitive } = reading.template;
  const errors = problemsOf(reading.template);
  try {
    const found = templateResults(reading.template, run, accountOf(input, run.options));
    return outcomeOf(reading, found, run);
  } catch (error) {
    if (error instanceof DefectError) return { ...NOTHING, defect: `${file}: ${maskText(error.message)}` };
    const failure = maskError(inputError(file, `cannot be judged: ${messageOf(error)}`), sensitive);
    return { ...NOTHING, errors: [...errors, failure] };
  }
}

function outcomeOf({ template, text }: ReadInput, { results, others, inline }: TemplateResults, run: Run): Outcome {
  const { known, asked } = run;
  const left = known ? results.flatMap((result) => withoutKnown(result, known) ?? []) : results;
  const counts = sum(countsOf(left), others);
  const kept = asked.keep === 'all' ? left : left.filter((result) => isKept(result, asked.keep));
  const applied = inline.flatMap((one) => one.applied);
  return {
    ...NOTHING,
    input: { file: template.file, kind: template.kind, resources: template.resources.length },
    declared: Object.keys(run.options.parameters).length > 0 ? (template.parameters ?? []) : [],
    results: kept,
    counts: known ? { ...counts, summary: { ...counts.summary, baselined: results.length - left.length } } : counts,
    errors: [...problemsOf(template), ...inlineErrors(inline, template)],
    unused: run.exceptions.unusedOf(applied, run.judged),
    refused: inline.flatMap((one) => one.refused),
    quotes: asked.quotes && isQuoted(template.kind) ? quotesFor(kept, text) : NOTHING.quotes,
  };
}

function isKept({ verdict, dependsOn }: Result, keep: Keep): boolean {
  return verdict === 'fail' || (keep === 'told' && (verdict !== 'pass' || dependsOn !== undefined));
}

const inlineErrors = (inline: TemplateResults['inline'], { sensitive }: Template): Outcome['errors'] =>
  inline.flatMap(({ errors }) => errors.map((error) => maskError(error, sensitive)));
