import type { EngineChoice } from '../check/options.js';
import type { Profile, Severity } from '../controls/control.js';

/** The options of `check`, by commander's names; their values are checked where they are declared (`check.ts`). */
export interface CheckFlags {
  readonly engine: EngineChoice;
  readonly profile?: Profile;
  readonly control?: readonly string[];
  readonly skip?: readonly string[];
  readonly severity?: Severity;
  readonly set?: readonly string[];
  readonly unit: string;
  readonly parameter?: readonly string[];
  readonly parameters?: readonly string[];
  readonly anyParameter?: true;
  readonly region?: string;
  readonly account?: string;
  readonly source?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn: Severity | 'none';
  readonly failOnUnknown?: true;
  readonly allowEmpty?: true;
  readonly normalize?: true;
  readonly watch?: true;
  readonly jobs?: number;
}
