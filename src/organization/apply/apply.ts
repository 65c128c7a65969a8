import type { Change } from '../change.js';
import type { Clock, OrganizationPort } from '../port.js';
import { type ChangeProblem, timeOf } from './change-context.js';
import { checkMade } from './check-made.js';
import { JournalFailure, type JournalSink, type RunState } from './journal.js';
import { type RunLock, releaseLock, secondsOf, takeLock } from './lock.js';
import { makeChange } from './make-change.js';

/** What is told while a run goes on. */
export type ApplyEvent =
  | { readonly event: 'wave'; readonly wave: string; readonly changes: number }
  | { readonly event: 'change'; readonly index: number; readonly change: Change }
  | { readonly event: 'made'; readonly index: number; readonly change: Change }
  | { readonly event: 'warning'; readonly message: string };

export interface ApplyInput {
  readonly port: OrganizationPort;
  readonly journal: JournalSink;
  readonly clock: Clock;
  /** The run as its journal has it: new, or to be continued. */
  readonly state: RunState;
  /** `r-…`: it gets the lock's tag. */
  readonly root: string;
  /** Who applies, for the lock: the caller's ARN, or a name. */
  readonly owner: string;
  readonly breakLock: boolean;
  readonly tell: (event: ApplyEvent) => void;
}

export type ApplyResult =
  | { readonly status: 'applied'; readonly made: number }
  /** A wave is done and checked; the next one may begin at `until` (milliseconds since 1970). */
  | { readonly status: 'soaking'; readonly wave: string; readonly next: string; readonly until: number }
  | HaltedResult
  /** Another run has the lock; nothing was changed. */
  | { readonly status: 'locked'; readonly lock: RunLock };

/** Stopped at the first failure. */
export interface HaltedResult {
  readonly status: 'halted';
  readonly problem: ChangeProblem;
  /** The change that failed; null where a check did, or the journal. */
  readonly change: Change | null;
  readonly made: readonly Change[];
  /** What is not made, the one that failed first. */
  readonly open: readonly Change[];
}

/**
 * Makes the changes of a run, one wave and one change after the other, and stops after a wave that has a soak, or at the
 * first failure. Calling it again with the journal's new state goes on where it stopped, also where the process died.
 */
export async function apply(input: ApplyInput): Promise<ApplyResult> {
  const { port, root, clock, owner, breakLock, tell } = input;
  const { run } = input.state.start;
  const lock = await takeLock(port, root, { run, time: secondsOf(clock), owner }, breakLock);
  if (lock.value) return { status: 'locked', lock: lock.value };
  // Best effort: who may not tag the root may still apply.
  if (lock.error) tell({ event: 'warning', message: `no lock against a second run: ${lock.error.message}` });
  const result = await new Run(input).go();
  const released = await releaseLock(port, root, run);
  if (released.error) tell({ event: 'warning', message: `the lock is still there: ${released.error.message}` });
  return result;
}

class Run {
  readonly #input: ApplyInput;
  readonly #changes: readonly Change[];
  readonly #made: Set<number>;
  readonly #created: Map<string, string>;
  readonly #waves: Map<string, number>;
  /** The change that is being made. */
  #current: number | null = null;

  constructor(input: ApplyInput) {
    this.#input = input;
    this.#changes = input.state.start.changes;
    this.#made = new Set(input.state.made);
    this.#created = new Map(input.state.created);
    this.#waves = new Map(input.state.waves);
  }

  async go(): Promise<ApplyResult> {
    try {
      return await this.#waveByWave();
    } catch (thrown) {
      if (!(thrown instanceof JournalFailure)) throw thrown;
      return this.#halted({ message: thrown.message, error: null, effect: 'unknown' });
    }
  }

  async #waveByWave(): Promise<ApplyResult> {
    const { clock, journal, state } = this.#input;
    const order = [...new Set(this.#changes.map(({ wave }) => wave))];
    const drifted = this.#made.size > 0 ? await this.#check() : null;
    if (drifted) return this.#halt(drifted);
    for (const [place, wave] of order.entries()) {
      if (this.#waves.has(wave)) continue;
      const previous = order[place - 1];
      const until = previous === undefined ? 0 : this.#soakEnd(previous);
      if (previous !== undefined && clock.now() < until)
        return { status: 'soaking', wave: previous, next: wave, until };
      const problem = (await this.#wave(wave)) ?? (await this.#check());
      if (problem) return this.#halt(problem);
      await journal.append({ entry: 'wave', wave, time: timeOf(clock) });
      this.#waves.set(wave, clock.now());
    }
    if (!state.applied) await journal.append({ entry: 'applied', time: timeOf(clock) });
    return { status: 'applied', made: this.#made.size };
  }

  #soakEnd(wave: string): number {
    const soak = this.#input.state.start.waves.find(({ name }) => name === wave)?.soakSeconds ?? 0;
    return (this.#waves.get(wave) ?? 0) + soak * 1000;
  }

  async #wave(wave: string): Promise<ChangeProblem | null> {
    const { tell } = this.#input;
    const open = [...this.#changes.entries()].filter(([index, one]) => one.wave === wave && !this.#made.has(index));
    tell({ event: 'wave', wave, changes: open.length });
    for (const [index, change] of open) {
      tell({ event: 'change', index, change });
      this.#current = index;
      const problem = await makeChange({ ...this.#input, created: this.#created }, change, index);
      if (problem) return problem;
      this.#current = null;
      this.#made.add(index);
      tell({ event: 'made', index, change });
    }
    return null;
  }

  /** Everything that this run has made so far is still there. */
  async #check(): Promise<ChangeProblem | null> {
    const { port, state } = this.#input;
    const checked = await checkMade(port, { ...state, made: this.#made }, this.#created);
    if (checked.error) return { message: checked.error.message, error: checked.error, effect: 'none' };
    if (checked.value.length === 0) return null;
    return { message: `changed since it was applied: ${checked.value.join('; ')}`, error: null, effect: 'none' };
  }

  async #halt(problem: ChangeProblem): Promise<HaltedResult> {
    const { journal, clock } = this.#input;
    await journal.append({
      entry: 'halt',
      change: this.#current,
      message: problem.message,
      time: timeOf(clock),
    });
    return this.#halted(problem);
  }

  #halted(problem: ChangeProblem): HaltedResult {
    const by = (made: boolean) => this.#changes.filter((_, index) => this.#made.has(index) === made);
    const change = this.#current === null ? null : (this.#changes[this.#current] ?? null);
    return { status: 'halted', problem, change, made: by(true), open: by(false) };
  }
}
