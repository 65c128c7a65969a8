import { readTemplate } from '../check/inputs.js';
import { judgedControls, preparationFor } from '../check/judged-control.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import { safeJson, safeText } from '../reports/safe-text.js';
import type { Context, ExitStatus } from './context.js';
import { placeText } from './mistake.js';

/**
 * `--normalize`: the resources as engines see them, linked and resolved, in the shape of one template, which OPA and
 * conftest take with the emitted Rego. Several inputs: one map of them, by file.
 */
export async function normalize(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  { terminal }: Context,
): Promise<ExitStatus> {
  const preparation = preparationFor(judgedControls(options.controls));
  const documents = new Map<string, object>();
  let unreadable = 0;
  for (const input of inputs) {
    const reading = await readTemplate(input, options);
    if (reading?.error) {
      unreadable++;
      terminal.tell(`error: ${safeText(placeText(reading.error))}: ${safeText(reading.error.message)}\n`);
    }
    if (reading?.template)
      documents.set(input.file, { Resources: preparation.prepare(reading.template.resources, 'everything') });
  }
  const [only] = documents.values();
  if (only) terminal.print(`${safeJson(documents.size === 1 ? only : Object.fromEntries(documents))}\n`);
  else if (unreadable === 0) terminal.tell('error: no template, plan or task definition was found\n');
  return unreadable > 0 || !only ? 2 : 0;
}
