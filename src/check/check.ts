import { baselineKey, withoutKnown } from './baseline.js';
import { DefectError } from './defect.js';
import { loadJudges } from './engines.js';
import type { InlineExceptions } from './inline-exceptions.js';
import { accountOf, inputError, messageOf, problemsOf, readTemplate } from './inputs.js';
import type { Judge } from './judge.js';
import { maskError, maskText } from './mask.js';
import type { CheckInput, CheckOptions } from './options.js';
import type { CheckError, CheckResult, Result } from './result.js';
import { type Run, startRun } from './run.js';
import { type TemplateResults, templateResults } from './template-results.js';

/**
 * Judges inputs by controls. Inputs that cannot be read go to `errors`; the others are judged.
 * @throws DefectError where engines disagree; Error for a control that cannot be judged with its parameters
 */
export async function check(inputs: readonly CheckInput[], options: CheckOptions): Promise<CheckResult> {
  return checkWith(inputs, options, await loadJudges(options));
}

/** The same with engines that are already there. */
export async function checkWith(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  judges: readonly Judge[],
): Promise<CheckResult> {
  const run = await startRun(options, judges);
  const tally = new Tally();
  for (const [position, input] of inputs.entries()) {
    await checkInput(input, run, tally);
    options.onProgress?.(position + 1, inputs.length);
  }
  return tally.result(run);
}

/** INVARIANT: an input leaves something in the tally whatever happens, so that none passes unjudged. */
async function checkInput(input: CheckInput, run: Run, tally: Tally): Promise<void> {
  const reading = await readTemplate(input, run.options);
  if (reading === null) tally.unrecognized += 1;
  else if (reading.error) tally.errors.push(reading.error);
  else {
    const { template } = reading;
    tally.errors.push(...problemsOf(template));
    try {
      const found = templateResults(template, run, accountOf(input, run.options));
      tally.inputs.push({ file: template.file, kind: template.kind, resources: template.resources.length });
      tally.add(found, template.sensitive);
    } catch (error) {
      if (error instanceof DefectError) throw new DefectError(`${template.file}: ${maskText(error.message)}`);
      tally.errors.push(
        maskError(inputError(template.file, `cannot be judged: ${messageOf(error)}`), template.sensitive),
      );
    }
  }
}

/** What the inputs come to, as it grows. */
class Tally {
  unrecognized = 0;
  readonly inputs: CheckResult['inputs'] = [];
  readonly errors: CheckError[] = [];
  readonly #results: Result[] = [];
  readonly #inline: InlineExceptions[] = [];

  add({ results, inline }: TemplateResults, sensitive: readonly string[]): void {
    // Not as arguments of one call: a large plan has more results than the stack holds.
    for (const result of results) this.#results.push(result);
    this.#inline.push(...inline);
    for (const { errors } of inline) this.errors.push(...errors.map((error) => maskError(error, sensitive)));
  }

  result({ options, controls, exceptions }: Run): CheckResult {
    const known = options.baseline && new Set(options.baseline.map(baselineKey));
    const results = known ? this.#results.flatMap((result) => withoutKnown(result, known) ?? []) : this.#results;
    const applied = this.#inline.flatMap((one) => one.applied);
    const refused = this.#inline.flatMap((one) => one.refused);
    const judged = new Set(controls.map(({ control }) => control.id));
    return {
      version: 1,
      results,
      inputs: this.inputs,
      errors: this.errors,
      unusedExceptions: [...exceptions.unused(judged, applied), ...refused].map((unused) => ({
        ...unused,
        control: maskText(unused.control),
        message: maskText(unused.message),
      })),
      unrecognized: this.unrecognized,
      summary: { ...counts(results), ...(known && { baselined: this.#results.length - results.length }) },
    };
  }
}

function counts(results: readonly Result[]): CheckResult['summary'] {
  const of = (verdict: Result['verdict']): number => results.filter((result) => result.verdict === verdict).length;
  return { pass: of('pass'), fail: of('fail'), unknown: of('unknown'), excepted: of('excepted') };
}
