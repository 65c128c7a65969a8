import type { Preparation } from '../resources/prepare.js';
import { baselineKey } from './baseline.js';
import { Exceptions } from './exceptions.js';
import type { Judge } from './judge.js';
import { type JudgedControl, judgedControls, preparationFor } from './judged-control.js';
import type { CheckOptions } from './options.js';
import type { Asked } from './outcome.js';
import { type PointAtSource, pointAtSource } from './sources.js';

/** What is made once and used for every template of a run. */
export interface Run {
  readonly options: CheckOptions;
  readonly controls: readonly JudgedControl[];
  readonly preparation: Preparation;
  readonly judges: readonly Judge[];
  readonly exceptions: Exceptions;
  readonly pointAtSource: PointAtSource;
  readonly asked: Asked;
  /** The ids of the controls. */
  readonly judged: ReadonlySet<string>;
  /** Keys of the findings that are known. */
  readonly known: ReadonlySet<string> | null;
}

const EVERYTHING: Asked = { keep: 'all', quotes: false };

/** @throws Error for a control that cannot be judged with its parameters */
export async function startRun(
  options: CheckOptions,
  judges: readonly Judge[],
  asked: Asked = EVERYTHING,
): Promise<Run> {
  const controls = judgedControls(options.controls);
  return {
    options,
    controls,
    judges,
    exceptions: new Exceptions(options),
    preparation: preparationFor(controls),
    pointAtSource: await pointAtSource(options),
    asked,
    judged: new Set(controls.map(({ control }) => control.id)),
    known: options.baseline ? new Set(options.baseline.map(baselineKey)) : null,
  };
}
