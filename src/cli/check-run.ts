import { check } from '../check/check.js';
import { exitStatus } from '../check/exit-status.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { CheckResult } from '../check/result.js';
import type { Loaded } from '../node/configuration.js';
import { findInputs } from '../node/inputs.js';
import { jsonReport } from '../reports/json.js';
import { safeText } from '../reports/safe-text.js';
import { emptiness } from './check-empty.js';
import type { CheckFlags } from './check-flags.js';
import { notices, optionsOf, separatePaths } from './check-options.js';
import type { Checked } from './checked.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver, outputFiles } from './deliver.js';
import { Mistake } from './mistake.js';
import { progress } from './progress.js';

/** One run of `check`, or with `--watch` one for each change. */
export async function runCheck(words: readonly string[], given: CheckFlags, context: Context): Promise<ExitStatus> {
  const { paths, flags } = separatePaths(words, given);
  checkFormats(context.common, ['text', 'json']);
  if (paths.length === 0) throw new Mistake('`check` needs a PATH: a file, a folder, or `-` for standard input');
  if (flags.watch) {
    const { watch } = await import('./watch.js');
    const written = [
      ...outputFiles(context.common),
      ...(flags.writeBaseline === undefined ? [] : [flags.writeBaseline]),
    ];
    return watch(paths, written, context, () => checkOnce(paths, flags, context));
  }
  const { status } = await checkOnce(paths, flags, context);
  return status;
}

async function checkOnce(paths: readonly string[], flags: CheckFlags, context: Context): Promise<Checked> {
  const { terminal, common } = context;
  const loaded = await configured(context);
  const { files } = loaded;
  if (!common.quiet) for (const line of notices(loaded, flags)) terminal.tell(`note: ${safeText(line)}\n`);
  const found = await findInputs(paths, terminal.cwd, terminal.input);
  const bar = progress(terminal, common.quiet ? 0 : found.inputs.length);
  const options = { ...(await optionsOf(loaded, flags, context)), onProgress: bar.step };
  if (flags.normalize) {
    const { normalize } = await import('./normalize.js');
    return { status: await normalize(found.inputs, options, context), files };
  }
  const judged = await check(found.inputs, options);
  bar.end();
  const result = await written(judged, flags, context);
  await report(result, found.inputs, { loaded, options, context });
  const status = exitStatus(result, {
    failOn: flags.failOn,
    failOnUnknown: flags.failOnUnknown ?? false,
    allowEmpty: flags.allowEmpty ?? false,
  });
  for (const line of emptiness(result, found, flags)) terminal.tell(`${safeText(line)}\n`);
  return { status, files };
}

async function written(result: CheckResult, { writeBaseline }: CheckFlags, context: Context): Promise<CheckResult> {
  if (writeBaseline === undefined) return result;
  const { asBaseline } = await import('./check-baseline.js');
  return asBaseline(result, writeBaseline, context);
}

interface Reported {
  readonly loaded: Loaded;
  readonly options: CheckOptions;
  readonly context: Context;
}

async function report(
  result: CheckResult,
  inputs: readonly CheckInput[],
  { loaded, options, context }: Reported,
): Promise<void> {
  const { textReport } = await import('../reports/text.js');
  const { quotedLines } = await import('./quote.js');
  const settings = {
    verbose: context.common.verbose ?? false,
    quiet: context.common.quiet ?? false,
    quote: await quotedLines(result, inputs, options.sources),
    secretControls: new Set(options.controls.flatMap(({ control }) => (control.secretValues ? [control.id] : []))),
    configurationFile: loaded.configuration.file ?? 'ringfence.yaml',
  };
  await deliver(context, {
    text: (colour) => textReport(result, { ...settings, colour }),
    json: () => jsonReport(result),
  });
}
