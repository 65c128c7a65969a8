import type { Preparation } from '../resources/prepare.js';
import { Exceptions } from './exceptions.js';
import type { Judge } from './judge.js';
import { type JudgedControl, judgedControls, preparationFor } from './judged-control.js';
import type { CheckOptions } from './options.js';
import { type PointAtSource, pointAtSource } from './sources.js';

/** What is made once and used for every template of a run. */
export interface Run {
  readonly options: CheckOptions;
  readonly controls: readonly JudgedControl[];
  readonly preparation: Preparation;
  readonly judges: readonly Judge[];
  readonly exceptions: Exceptions;
  readonly pointAtSource: PointAtSource;
}

/** @throws Error for a control that cannot be judged with its parameters */
export async function startRun(options: CheckOptions, judges: readonly Judge[]): Promise<Run> {
  const controls = judgedControls(options.controls);
  return {
    options,
    controls,
    judges,
    exceptions: new Exceptions(options),
    preparation: preparationFor(controls),
    pointAtSource: await pointAtSource(options),
  };
}
