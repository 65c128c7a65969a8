import type { ConformancePack } from '../conformance-pack.js';
import { type ChangeContext, type ChangeProblem, failed } from './change-context.js';

export interface PackAt {
  readonly region: string;
  readonly name: string;
}

/** How long a pack may take, and how far looks at it are apart, in milliseconds. */
const LIMIT = 30 * 60_000;
const SHORTEST = 2_000;
const LONGEST = 60_000;
const GROWTH = 1.5;

/** Waiting for a conformance pack: longer from look to look, up to a limit. */
export class PackWait {
  readonly #context: ChangeContext;
  readonly #at: PackAt;
  readonly #end: number;
  #pause = SHORTEST;
  /** Looks that it was waited after. */
  looks = 0;

  constructor(context: ChangeContext, at: PackAt) {
    this.#context = context;
    this.#at = at;
    this.#end = context.clock.now() + LIMIT;
  }

  get minutes(): number {
    return LIMIT / 60_000;
  }

  /** Waits before another look. @returns whether there may be one: the limit is not reached */
  async again(): Promise<boolean> {
    const { clock } = this.#context;
    this.looks++;
    if (clock.now() >= this.#end) return false;
    await clock.sleep(Math.min(this.#pause, this.#end - clock.now()));
    this.#pause = Math.min(this.#pause * GROWTH, LONGEST);
    return true;
  }

  /** The pack once nothing is in progress. */
  async settled(): Promise<
    | { readonly pack: ConformancePack | null; readonly problem?: never }
    | { readonly problem: ChangeProblem; readonly pack?: never }
  > {
    const { region, name } = this.#at;
    for (;;) {
      const seen = await this.#context.port.conformancePack(region, name);
      if (seen.error) return { problem: failed(seen.error, 'none') };
      if (!seen.value?.status.endsWith('_IN_PROGRESS')) return { pack: goneOrThere(seen.value) };
      if (await this.again()) continue;
      const message = `conformance pack \`${name}\` in \`${region}\` is still ${seen.value.status} after ${this.minutes} minutes`;
      return { problem: { message, error: null, effect: 'none' } };
    }
  }
}

const goneOrThere = (pack: ConformancePack | null): ConformancePack | null =>
  pack?.status === 'DELETE_SUCCESSFUL' ? null : pack;
