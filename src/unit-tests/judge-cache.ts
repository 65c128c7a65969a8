import { loadJudges } from '../check/engines.js';
import type { Judge } from '../check/judge.js';
import type { CheckOptions, SelectedControl } from '../check/options.js';

type Loading = Pick<CheckOptions, 'engine' | 'assets'>;

/**
 * Engines for one control at a time. OPA holds all controls anyway, so that one instance serves every case that
 * sets no parameters; Guard evaluates each rule that it is given, so that it gets those of the one control.
 */
export class JudgeCache {
  readonly #loading: Loading;
  readonly #controls: readonly SelectedControl[];
  readonly #loaded = new Map<string, Promise<readonly Judge[]>>();

  constructor(controls: readonly SelectedControl[], loading: Loading) {
    this.#controls = controls;
    this.#loading = loading;
  }

  /** The engines that judge this control with these parameters. */
  async judgesFor(selected: SelectedControl): Promise<Judge[]> {
    const { id } = selected.control;
    const shared = this.#loading.engine === 'opa' && this.#controls.includes(selected);
    const key = shared ? '' : JSON.stringify([id, selected.parameters]);
    const controls = shared ? this.#controls : [selected];
    const loaded = this.#loaded.get(key) ?? loadJudges({ ...this.#loading, controls });
    this.#loaded.set(key, loaded);
    const judges = await loaded;
    return judges.filter((judge) => judge.controls.has(id)).map(({ engine }) => ({ engine, controls: new Set([id]) }));
  }
}
