import type { Preparation } from '../resources/prepare.js';
import type { Exceptions } from './exceptions.js';
import type { Judge } from './judge.js';
import type { JudgedControl } from './judged-control.js';
import type { CheckOptions } from './options.js';
import type { PointAtSource } from './sources.js';

/** What is made once and used for every template of a run. */
export interface Run {
  readonly options: CheckOptions;
  readonly controls: readonly JudgedControl[];
  readonly preparation: Preparation;
  readonly judges: readonly Judge[];
  readonly exceptions: Exceptions;
  readonly pointAtSource: PointAtSource;
}
