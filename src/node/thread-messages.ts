import type { ExceptionUse } from '../check/exceptions.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Asked, Outcome } from '../check/outcome.js';
import type { Control, Severity } from '../controls/control.js';
import type { ParameterValues } from '../language/bind.js';

/** What another thread is told once. Plain data: functions do not go from a thread to another. */
export interface ThreadSettings {
  readonly options: Omit<CheckOptions, 'assets' | 'controls' | 'exceptionPath' | 'onProgress'>;
  readonly controls: readonly ThreadControl[];
  readonly asked: Asked;
}

/** A control by its id, or where it is not one of ringfence's, whole. */
export interface ThreadControl {
  readonly id: string;
  readonly own: Control | null;
  readonly severity: Severity;
  readonly parameters: ParameterValues;
}

/** Inputs for another thread, and which of all chunks they are. */
export interface Work {
  readonly chunk: number;
  readonly inputs: readonly ThreadInput[];
}

export interface ThreadInput extends Pick<CheckInput, 'file' | 'named' | 'stack'> {
  /** What was read, or why nothing was. */
  readonly content: Uint8Array | string;
  /** What `exceptionPath` says of its file. */
  readonly exceptionPath: string;
}

/** What a chunk comes to, and the exceptions that the thread has used so far. */
export interface Done {
  readonly chunk: number;
  readonly outcomes: readonly Outcome[];
  readonly use: ExceptionUse;
}
