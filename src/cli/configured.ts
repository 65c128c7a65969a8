import type { Loaded } from '../node/configuration.js';
import { loadConfiguration } from '../node/configuration.js';
import type { Context } from './context.js';
import { mistakeOf } from './mistake.js';

/** The configuration of this run, and every control. @throws Mistake with everything that is wrong with it */
export async function configured({ terminal, common }: Context): Promise<Loaded> {
  const { controls } = await import('../controls/index.js');
  const loaded = await loadConfiguration(terminal.cwd, common.config, controls);
  if (loaded.problems) throw mistakeOf(loaded.problems);
  return loaded.value;
}
