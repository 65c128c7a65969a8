import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createJournal, JOURNALS, type Journal, openJournal } from '../node/journal.js';
import { systemClock } from '../node/system-clock.js';
import { type ApplyEvent, type ApplyResult, apply } from '../organization/apply/apply.js';
import { timeOf } from '../organization/apply/change-context.js';
import {
  JournalFailure,
  type RunEntry,
  type RunState,
  replacedBy,
  replacedPacksBy,
  runName,
  runState,
} from '../organization/apply/journal.js';
import type { Change } from '../organization/change.js';
import type { OrganizationPort, OrganizationSource } from '../organization/port.js';
import type { Organization } from '../organization/tree.js';
import { safeText } from '../reports/safe-text.js';
import type { Context, ExitStatus } from './context.js';
import { Mistake } from './mistake.js';

/** What every command that changes an organization takes. */
export interface RunFlags {
  readonly yes?: true;
  readonly wait?: true;
  readonly breakLock?: true;
  readonly journal?: string;
}

/** What is changed where. */
export interface RunTarget {
  readonly port: OrganizationPort;
  readonly about: OrganizationSource;
  readonly organization: Organization;
}

/** Starts a run with a journal of its own. */
export async function startRun(
  target: RunTarget,
  parts: { readonly changes: readonly Change[]; readonly checksum: string; readonly waves: RunEntry['waves'] },
  flags: RunFlags,
  context: Context,
): Promise<ExitStatus> {
  const start: RunEntry = {
    entry: 'run',
    version: 1,
    run: runName(systemClock.now(), parts.checksum),
    time: timeOf(systemClock),
    checksum: parts.checksum,
    source: target.about,
    waves: parts.waves,
    changes: parts.changes,
    replaced: replacedBy(parts.changes, target.organization),
    replacedPacks: replacedPacksBy(parts.changes, target.organization),
  };
  const journal = await inWords(createJournal(journalFolder(flags, context), start));
  const state = runState([start]);
  // INVARIANT: a list that begins with a run has a state.
  if (!state) throw new Error('a run without a beginning');
  return drive(target, state, journal, flags, context);
}

/** Goes on with a run where it stopped. */
export async function continueRun(
  run: string,
  target: RunTarget,
  flags: RunFlags,
  context: Context,
): Promise<ExitStatus> {
  const { journal, state } = await openedRun(run, flags, context);
  if (state.start.source.id !== target.about.id) {
    throw new Mistake(`run \`${run}\` is of the organization ${state.start.source.id}, and this is ${target.about.id}`);
  }
  return drive(target, state, journal, flags, context);
}

export async function openedRun(
  run: string,
  flags: RunFlags,
  context: Context,
): Promise<{ readonly journal: Journal; readonly state: RunState }> {
  const opened = await inWords(openJournal(journalFolder(flags, context), run));
  if (typeof opened === 'string') throw new Mistake(opened);
  const state = runState(opened.entries);
  if (!state) throw new Mistake(`the journal of run \`${run}\` has no beginning`);
  return { journal: opened.journal, state };
}

const journalFolder = ({ journal }: RunFlags, { terminal }: Context): string =>
  resolve(terminal.cwd, journal ?? JOURNALS);

async function inWords<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    throw error instanceof JournalFailure ? new Mistake(error.message) : error;
  });
}

/** Wave after wave; with `--wait` it stays through the soak times. */
async function drive(
  target: RunTarget,
  state: RunState,
  journal: Journal,
  flags: RunFlags,
  context: Context,
): Promise<ExitStatus> {
  try {
    let current = state;
    for (;;) {
      const result = await applyOnce(target, current, journal, flags, context);
      if (result.status !== 'soaking' || !flags.wait) return report(result, current.start, flags, context);
      tell(context, `soaking after \`${result.wave}\` until ${new Date(result.until).toISOString()}`);
      await systemClock.sleep(Math.max(0, result.until - systemClock.now()));
      current = (await openedRun(state.start.run, flags, context)).state;
    }
  } finally {
    await journal.close();
  }
}

/** On a terminal the change that is being made stands in one place; elsewhere each is a line. */
async function applyOnce(
  target: RunTarget,
  state: RunState,
  journal: Journal,
  flags: RunFlags,
  context: Context,
): Promise<ApplyResult> {
  const run = (show: (text: string) => void): Promise<ApplyResult> =>
    apply({
      port: target.port,
      journal,
      clock: systemClock,
      state,
      root: target.organization.root.id,
      owner: target.about.caller ?? userInfo().username,
      breakLock: flags.breakLock ?? false,
      tell: (event) => show(safeText(eventText(event), 2000)),
    });
  if (!context.terminal.tellsTerminal || context.common.quiet) return run((text) => tell(context, text));
  const { Listr } = await import('listr2');
  const tasks = new Listr<{ result?: ApplyResult }>([
    {
      title: `run ${state.start.run}`,
      task: async (shared, task) => {
        shared.result = await run((text) => {
          task.output = text;
        });
      },
    },
  ]);
  const { result } = await tasks.run({});
  // INVARIANT: the one task sets it.
  if (!result) throw new Error('a run without a result');
  return result;
}

function eventText(event: ApplyEvent): string {
  switch (event.event) {
    case 'wave':
      return `wave \`${event.wave}\`: ${event.changes} changes`;
    case 'change':
      return `${changeName(event.change)} …`;
    case 'made':
      return `  ${event.change.action} ${event.change.name}: done`;
    default:
      return `warning: ${event.message}`;
  }
}

function report(result: ApplyResult, { run, changes }: RunEntry, flags: RunFlags, context: Context): ExitStatus {
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

function tell({ terminal, common }: Context, text: string): void {
  if (!common.quiet) terminal.tell(`${safeText(text, 2000)}\n`);
}
