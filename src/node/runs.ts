import { readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
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
import { soakSeconds } from '../organization/soak.js';
import type { Organization } from '../organization/tree.js';
import { type Deployment, deployment, type OpenOrganization, type PlanOptions } from './deployment.js';
import { createJournal, JOURNALS, type Journal, openJournal } from './journal.js';
import { unusable } from './options-error.js';
import { systemClock } from './system-clock.js';

/** How a run is made: the options that the command and the library share. */
export interface RunOptions {
  /** The folder of journals; `.ringfence/runs`. */
  readonly journal?: string;
  /** Stays through the soak times of waves. */
  readonly wait?: boolean;
  /** Goes on although another run has the lock. */
  readonly breakLock?: boolean;
  /** Told of what is being done. */
  readonly tell?: (event: RunEvent) => void;
}

export type RunEvent = ApplyEvent | { readonly event: 'soaking'; readonly wave: string; readonly until: number };

/** What a run came to, and its name: `--continue` and `rollback` take it. */
export interface Run {
  readonly run: string;
  readonly changes: readonly Change[];
  readonly result: ApplyResult;
}

/** What is changed where. */
export interface RunTarget extends OpenOrganization {
  readonly organization: Organization;
}

/** What a run does, and what it was reviewed as. */
export interface RunParts {
  readonly changes: readonly Change[];
  readonly checksum: string;
  readonly waves: RunEntry['waves'];
}

export interface ApplyOptions extends PlanOptions, RunOptions {
  /** Of the plan that was reviewed. */
  readonly checksum: string;
}

/** What `apply` of the library gives; `run` is null where there was nothing to change. */
export type ApplyOutcome = Run | { readonly run: null; readonly changes: readonly []; readonly result: null };

/** Applies the plan that was reviewed, as `apply` of the library does. @throws OptionsError where it is another */
export async function applyReviewed(options: ApplyOptions): Promise<ApplyOutcome> {
  const made = await deployment(options);
  refuseUnfit(made, options.checksum);
  if (made.plan.changes.length === 0) return { run: null, changes: [], result: null };
  return startDeployment(made, options.cwd ?? process.cwd(), options);
}

/** @throws OptionsError for a plan that has refusals, or is not the one that was reviewed */
export function refuseUnfit({ plan }: Deployment, reviewed: string | null): void {
  if (plan.refusals.length > 0) throw unusable('a plan with refusals cannot be applied');
  if (reviewed === null || reviewed === plan.checksum) return;
  throw unusable(`this is not the plan that was reviewed (${reviewed}): its checksum is ${plan.checksum}`);
}

/** Starts a run of what is planned, with the waves of the configuration. */
export function startDeployment(made: Deployment, cwd: string, options: RunOptions): Promise<Run> {
  const waves = (made.loaded.configuration.organization.waves ?? []).map(({ name, soak }) => ({
    name,
    soakSeconds: soakSeconds(soak),
  }));
  const { changes, checksum } = made.plan;
  const target = { ...made, organization: made.reading.organization };
  return startRun(target, { changes, checksum, waves }, cwd, options);
}

/** Starts a run with a journal of its own. @throws OptionsError */
export async function startRun(target: RunTarget, parts: RunParts, cwd: string, options: RunOptions): Promise<Run> {
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
  const journal = await inWords(createJournal(journalFolder(cwd, options), start));
  const state = runState([start]);
  // INVARIANT: a list that begins with a run has a state.
  if (!state) throw new Error('a run without a beginning');
  return drive(target, { state, journal }, cwd, options);
}

/** Goes on with a run where it stopped. @throws OptionsError */
export async function continueRun(run: string, target: RunTarget, cwd: string, options: RunOptions): Promise<Run> {
  const opened = await openedRun(run, cwd, options);
  refuseOther(opened.state, target);
  return drive(target, opened, cwd, options);
}

interface OpenedRun {
  readonly journal: Journal;
  readonly state: RunState;
}

/** A run of which nothing is to be changed. @throws OptionsError */
export async function recordedRun(run: string, cwd: string, options: RunOptions): Promise<RunState> {
  const { journal, state } = await openedRun(run, cwd, options);
  await journal.close();
  return state;
}

/** The runs on an organization, oldest first, as far as their journals are there. @throws OptionsError */
export async function recordedRuns(
  { about }: Pick<OpenOrganization, 'about'>,
  cwd: string,
  options: RunOptions,
): Promise<readonly RunState[]> {
  const files = await readdir(journalFolder(cwd, options)).catch(() => []);
  const runs: RunState[] = [];
  for (const file of files.toSorted().filter((one) => one.endsWith('.jsonl'))) {
    const state = await recordedRun(file.replace(/\.jsonl$/, ''), cwd, options);
    if (state.start.source.id === about.id) runs.push(state);
  }
  return runs;
}

async function openedRun(run: string, cwd: string, options: RunOptions): Promise<OpenedRun> {
  const opened = await inWords(openJournal(journalFolder(cwd, options), run));
  if (typeof opened === 'string') throw unusable(opened);
  const state = runState(opened.entries);
  if (!state) throw unusable(`the journal of run \`${run}\` has no beginning`);
  return { journal: opened.journal, state };
}

/** @throws OptionsError for a run of another organization */
export function refuseOther({ start }: RunState, { about }: OpenOrganization): void {
  if (start.source.id === about.id) return;
  throw unusable(`run \`${start.run}\` is of the organization ${start.source.id}, and this is ${about.id}`);
}

const journalFolder = (cwd: string, { journal }: RunOptions): string => resolve(cwd, journal ?? JOURNALS);

async function inWords<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    throw error instanceof JournalFailure ? unusable(error.message) : error;
  });
}

/** Wave after wave; with `wait` it stays through the soak times. */
async function drive(target: RunTarget, opened: OpenedRun, cwd: string, options: RunOptions): Promise<Run> {
  const { journal } = opened;
  const { run, changes } = opened.state.start;
  const tell = options.tell ?? (() => {});
  try {
    let { state } = opened;
    for (;;) {
      const result = await apply({
        port: target.port,
        journal,
        clock: systemClock,
        state,
        root: target.organization.root.id,
        owner: target.about.caller ?? userInfo().username,
        breakLock: options.breakLock ?? false,
        tell,
      });
      if (result.status !== 'soaking' || !options.wait) return { run, changes, result };
      tell({ event: 'soaking', wave: result.wave, until: result.until });
      await systemClock.sleep(Math.max(0, result.until - systemClock.now()));
      state = await recordedRun(run, cwd, options);
    }
  } finally {
    await journal.close();
  }
}
