import type { Configuration } from '../configuration/configuration.js';
import type { Control } from '../controls/control.js';

/** The effective configuration, and every control that it can speak of. */
export interface Loaded {
  readonly configuration: Configuration;
  readonly controls: readonly Control[];
  /** The files of the chain of `extends`, strongest first; for `--watch` and `--print-config`. */
  readonly files: readonly string[];
}
