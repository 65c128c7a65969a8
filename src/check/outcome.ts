import type { Severity } from '../controls/control.js';
import type { CheckError, CheckResult, Result } from './result.js';

/** Which results are passed on; all are counted. `told`: those that are no plain pass; `fails`: these alone. */
export type Keep = 'all' | 'told' | 'fails';

/** What is asked of a run, by those who tell of it. */
export interface Asked {
  readonly keep: Keep;
  /** Whether the lines of what is no pass are wanted. */
  readonly quotes: boolean;
}

/** How many results there are of which kind. */
export interface Counts {
  readonly summary: CheckResult['summary'];
  /** The fails by their severity. */
  readonly fails: Readonly<Record<Severity, number>>;
  /** Passes that would fail with other parameter values. */
  readonly depending: number;
}

/** What one input comes to: plain data, so that it can be handed from a thread to another. */
export interface Outcome {
  /** Null where it was not read, or not judged. */
  readonly input: CheckResult['inputs'][number] | null;
  /** It is no input of any known kind. */
  readonly unrecognized: boolean;
  /** Template parameters that it declares, where some are given. */
  readonly declared: readonly string[];
  /** Of those that are kept, in document order. */
  readonly results: readonly Result[];
  readonly counts: Counts;
  readonly errors: readonly CheckError[];
  /** The exceptions in the template that cover nothing, and those that the configuration does not allow there. */
  readonly unused: CheckResult['unusedExceptions'];
  readonly refused: CheckResult['unusedExceptions'];
  /** Lines of the input, masked, by number. */
  readonly quotes: ReadonlyMap<number, string>;
  /** A mistake in ringfence itself: there is no result. */
  readonly defect: string | null;
}

export const NO_COUNTS: Counts = {
  summary: { pass: 0, fail: 0, unknown: 0, excepted: 0 },
  fails: { low: 0, medium: 0, high: 0, critical: 0 },
  depending: 0,
};

export const NOTHING: Outcome = {
  input: null,
  unrecognized: false,
  declared: [],
  results: [],
  counts: NO_COUNTS,
  errors: [],
  unused: [],
  refused: [],
  quotes: new Map(),
  defect: null,
};

export function countsOf(results: Iterable<Result>): Counts {
  const summary = { ...NO_COUNTS.summary };
  const fails = { ...NO_COUNTS.fails };
  let depending = 0;
  for (const { verdict, severity, dependsOn } of results) {
    summary[verdict] += 1;
    if (verdict === 'fail') fails[severity] += 1;
    if (verdict === 'pass' && dependsOn) depending += 1;
  }
  return { summary, fails, depending };
}

/** `baselined` is there where either has it. */
export function sum(one: Counts, other: Counts): Counts {
  const baselined = [one, other].flatMap(({ summary }) => summary.baselined ?? []);
  const known = baselined.reduce((total, count) => total + count, 0);
  return {
    summary: {
      pass: one.summary.pass + other.summary.pass,
      fail: one.summary.fail + other.summary.fail,
      unknown: one.summary.unknown + other.summary.unknown,
      excepted: one.summary.excepted + other.summary.excepted,
      ...(baselined.length > 0 && { baselined: known }),
    },
    fails: {
      low: one.fails.low + other.fails.low,
      medium: one.fails.medium + other.fails.medium,
      high: one.fails.high + other.fails.high,
      critical: one.fails.critical + other.fails.critical,
    },
    depending: one.depending + other.depending,
  };
}
