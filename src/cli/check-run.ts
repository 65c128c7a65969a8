import { exitStatus } from '../check/exit-status.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Totals } from '../check/tally.js';
import { checkInputs } from '../node/check-jobs.js';
import { collectGarbage } from '../node/garbage.js';
import { findInputs } from '../node/inputs.js';
import { safeText } from '../reports/safe-text.js';
import { emptiness, undeclared } from './check-empty.js';
import type { CheckFlags } from './check-flags.js';
import { notices, optionsOf, separatePaths } from './check-options.js';
import { CheckReports } from './check-reports.js';
import type { Checked } from './checked.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, outputFiles } from './deliver.js';
import { Mistake } from './mistake.js';
import { progress } from './progress.js';

/** One run of `check`, or with `--watch` one for each change. */
export async function runCheck(words: readonly string[], given: CheckFlags, context: Context): Promise<ExitStatus> {
  const { paths, flags } = separatePaths(context.terminal.cwd, words, given);
  checkFormats(context.common, ['text', 'json']);
  if (paths.length === 0)
    throw new Mistake(`\`check\` needs a PATH: a file, a folder, or \`-\` for standard input${afterIds(flags)}`);
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

/** Options that take several words take all that follow. */
function afterIds({ control = [], skip = [] }: CheckFlags): string {
  const option = control.length > 0 ? '--control' : '--skip';
  const last = [...skip, ...control].at(-1);
  return last === undefined ? '' : `; \`${last}\` is taken for an id of \`${option}\`: write the path before it`;
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
  const reporting = await CheckReports.of(context, loaded, options);
  const totals = await judged(found.inputs, { flags, options, reporting, context });
  bar.end();
  await reporting.write(totals);
  const status = exitStatus(totals, {
    failOn: flags.failOn,
    failOnUnknown: flags.failOnUnknown ?? false,
    allowEmpty: flags.allowEmpty ?? false,
  });
  for (const line of [...undeclared(totals, flags), ...emptiness(totals, found, flags)])
    terminal.tell(`${safeText(line)}\n`);
  return { status, files };
}

interface Judging {
  readonly flags: CheckFlags;
  readonly options: CheckOptions;
  readonly reporting: CheckReports;
  readonly context: Context;
}

async function judged(
  inputs: readonly CheckInput[],
  { flags: { jobs, writeBaseline }, options, reporting, context }: Judging,
): Promise<Totals> {
  const how = {
    jobs,
    threadEntry: new URL('./thread.cjs', import.meta.url),
    asked: reporting.asked,
    collectGarbage,
  };
  if (writeBaseline === undefined) return checkInputs(inputs, options, { ...how, sink: reporting });
  const { NewBaseline } = await import('./check-baseline.js');
  const baseline = new NewBaseline(reporting);
  return baseline.write(await checkInputs(inputs, options, { ...how, sink: baseline }), writeBaseline, context);
}
