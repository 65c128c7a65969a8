import { normalize as normalizeInputs } from '../check/normalize.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import { safeJson, safeText } from '../reports/safe-text.js';
import type { Context, ExitStatus } from './context.js';
import { placeText } from './mistake.js';

/**
 * `--normalize`: the resources as engines see them, linked and resolved, in the shape of one template, which OPA and
 * conftest take with the emitted Rego, and with secrets masked. Several inputs: one map of them, by file.
 */
export async function normalize(
  inputs: readonly CheckInput[],
  options: CheckOptions,
  { terminal }: Context,
): Promise<ExitStatus> {
  const normalized = await normalizeInputs(inputs, options);
  for (const error of normalized.errors) {
    terminal.tell(`error: ${safeText(placeText(error))}: ${safeText(error.message)}\n`);
  }
  const documents = new Map(normalized.inputs.map(({ file, document }) => [file, document]));
  const unreadable = normalized.errors.length;
  const [only] = documents.values();
  if (only) terminal.print(`${safeJson(documents.size === 1 ? only : Object.fromEntries(documents))}\n`);
  else if (unreadable === 0) terminal.tell('error: no template, plan or task definition was found\n');
  return unreadable > 0 || !only ? 2 : 0;
}
