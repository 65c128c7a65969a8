import type { Command } from 'commander';
import type { Run, RunEvent, RunOptions } from '../node/runs.js';
import type { ApplyResult } from '../organization/apply/apply.js';
import type { Change } from '../organization/change.js';
import { safeText } from '../reports/safe-text.js';
import type { Context, ExitStatus } from './context.js';

/** What every command that changes an organization takes. */
export interface RunFlags {
  readonly yes?: true;
  readonly wait?: true;
  readonly breakLock?: true;
  readonly journal?: string;
}

export function addRunOptions(command: Command): Command {
  return command
    .option('--yes', 'do not ask (needed without a terminal)')
    .option('--wait', 'stay through the soak times of waves')
    .option('--break-lock', 'go on although another run has the lock')
    .option('--journal <dir>', 'where journals of runs lie (default: .ringfence/runs)');
}

/** Makes a run and says what it does: on a terminal the change at work stands in one place, elsewhere each is a line. */
export async function shown(
  flags: RunFlags,
  context: Context,
  make: (options: RunOptions) => Promise<Run>,
): Promise<ExitStatus> {
  const { journal, wait, breakLock } = flags;
  const options = { ...(journal !== undefined && { journal }), wait: wait ?? false, breakLock: breakLock ?? false };
  const run = await withProgress(context, (show) =>
    make({ ...options, tell: (event) => show(safeText(eventText(event), 2000)) }),
  );
  return report(run, flags, context);
}

async function withProgress(
  { terminal, common }: Context,
  make: (show: (text: string) => void) => Promise<Run>,
): Promise<Run> {
  const line = (text: string): void => {
    if (!common.quiet) terminal.tell(`${text}\n`);
  };
  if (!terminal.tellsTerminal || common.quiet) return make(line);
  const { Listr } = await import('listr2');
  const tasks = new Listr<{ run?: Run }>([
    {
      title: 'changing the organization',
      task: async (shared, task) => {
        shared.run = await make((text) => {
          task.output = text;
        });
      },
    },
  ]);
  const { run } = await tasks.run({});
  // INVARIANT: the one task sets it.
  if (!run) throw new Error('a run without a result');
  return run;
}

function eventText(event: RunEvent): string {
  switch (event.event) {
    case 'wave':
      return `wave \`${event.wave}\`: ${event.changes} changes`;
    case 'change':
      return `${changeName(event.change)} …`;
    case 'made':
      return `${changeName(event.change)}: done`;
    case 'soaking':
      return `soaking after \`${event.wave}\` until ${new Date(event.until).toISOString()}`;
    default:
      return `warning: ${event.message}`;
  }
}

function report({ run, changes, result }: Run, flags: RunFlags, context: Context): ExitStatus {
  const print = (text: string): void => context.terminal.print(`${safeText(text, 4000)}\n`);
  switch (result.status) {
    case 'applied':
      print(`applied: ${changes.length} changes, run ${run}`);
      return 0;
    case 'soaking':
      print(
        `soaking: wave \`${result.wave}\` is applied and checked; from ${new Date(result.until).toISOString()} on:`,
      );
      print(`  ringfence apply --continue ${run}${flags.journal ? ` --journal ${flags.journal}` : ''}`);
      return 0;
    case 'locked':
      print(
        `another run has the lock: ${result.lock.run}, since ${result.lock.time}, of ${result.lock.owner}; nothing was changed. If it no longer runs, say --break-lock`,
      );
      return 2;
    default:
      return reportHalt(result, run, print);
  }
}

function reportHalt(
  { problem, made, open }: Extract<ApplyResult, { status: 'halted' }>,
  run: string,
  print: (text: string) => void,
): ExitStatus {
  print(`halted: ${problem.message}`);
  print(`done, ${made.length}:`);
  for (const change of made) print(changeName(change));
  print(`not done, ${open.length}:`);
  for (const change of open) print(changeName(change));
  print(`go on with \`ringfence apply --continue ${run}\`, or go back with \`ringfence rollback ${run}\``);
  return 4;
}

/** `  attach ringfence-workloads-1.0123abcd at /Workloads` */
function changeName({ action, name, targetName, region }: Change): string {
  const where = targetName === null ? (region === null ? '' : ` in ${region}`) : ` at ${targetName}`;
  return `  ${action} ${name}${where}`;
}
