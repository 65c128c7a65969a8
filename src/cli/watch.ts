import { statSync, watch as watchPath } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OptionsError } from '../node/options-error.js';
import { safeText } from '../reports/safe-text.js';
import type { Checked } from './checked.js';
import type { Context, ExitStatus } from './context.js';
import { Mistake } from './mistake.js';

/** An editor writes several times for one save. */
const QUIET_MILLISECONDS = 50;

const IGNORED = /(^|[/\\])(node_modules|\.git)([/\\]|$)|\.tmp$|~$/;

/**
 * Checks, and again on every change below the paths or in the configuration, until it is interrupted.
 *
 * @param written files that the check itself writes: they are no change
 */
export async function watch(
  paths: readonly string[],
  written: readonly string[],
  context: Context,
  check: () => Promise<Checked>,
): Promise<ExitStatus> {
  const { cwd } = context.terminal;
  if (paths.includes('-')) throw new Mistake('`--watch` cannot watch standard input');
  const places = new Map(paths.map((path) => placeOf(resolve(cwd, path))));
  const first = await once(context, check);
  for (const file of first?.files ?? []) if (!places.has(dirname(file))) places.set(dirname(file), false);
  context.terminal.tell('watching for changes; interrupt to stop\n');
  const own = new Set(written.map((file) => resolve(cwd, file)));
  await onChange(places, own, () => once(context, check));
  return 0;
}

/** Runs for every change, one after the other; settles only by a failure. */
function onChange(
  places: ReadonlyMap<string, boolean>,
  own: ReadonlySet<string>,
  run: () => Promise<unknown>,
): Promise<never> {
  return new Promise((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<unknown> = Promise.resolve();
    for (const [place, recursive] of places) {
      const watcher = watchPath(place, { recursive }, (_event, name) => {
        if (name !== null && (IGNORED.test(name) || own.has(join(place, name)))) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          running = running.then(run).catch(reject);
        }, QUIET_MILLISECONDS);
      });
      watcher.on('error', reject);
    }
  });
}

/** What is watched, and whether with everything below. A file's folder: editors put a new file in its place. */
function placeOf(path: string): [string, boolean] {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) throw new Mistake(`\`${path}\`: there is no such file or folder`);
  return about.isDirectory() ? [path, true] : [dirname(path), false];
}

/** A mistake is said, and the next save may put it right. */
async function once({ terminal }: Context, check: () => Promise<Checked>): Promise<Checked | null> {
  terminal.tell(`--- ${new Date().toLocaleTimeString()}\n`);
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Mistake || error instanceof OptionsError)) throw error;
    for (const line of error.message.split('\n')) terminal.tell(`error: ${safeText(line, 2000)}\n`);
    return null;
  }
}
