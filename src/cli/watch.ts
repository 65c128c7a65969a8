import { type FSWatcher, statSync, watch as watchPath } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { safeText } from '../reports/safe-text.js';
import type { Checked } from './check-run.js';
import type { Context, ExitStatus } from './context.js';
import { Mistake } from './mistake.js';

/** An editor writes several times for one save. */
const QUIET_MILLISECONDS = 200;

const IGNORED = /(^|[/\\])(node_modules|\.git)([/\\]|$)|\.tmp$|~$/;

/** Checks, and again on every change below the paths or in the configuration, until it is interrupted. */
export async function watch(
  paths: readonly string[],
  context: Context,
  check: () => Promise<Checked>,
): Promise<ExitStatus> {
  const { cwd } = context.terminal;
  if (paths.includes('-')) throw new Mistake('`--watch` cannot watch standard input');
  const places = new Set(paths.map((path) => watched(resolve(cwd, path))));
  const first = await once(context, check);
  for (const file of first?.files ?? []) places.add(dirname(file));
  context.terminal.tell('watching for changes; interrupt to stop\n');
  await new Promise<never>((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const changed = (_event: string, name: string | null): void => {
      if (name !== null && IGNORED.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(async () => void (await once(context, check)), reject);
      }, QUIET_MILLISECONDS);
    };
    const watchers: FSWatcher[] = [...places].map((place) => watchPath(place, { recursive: true }, changed));
    for (const watcher of watchers) watcher.on('error', reject);
  });
  return 0;
}

/** A file is watched by its folder: editors put a new file in its place. */
function watched(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    throw new Mistake(`\`${path}\`: there is no such file or folder`);
  }
}

/** A mistake is said, and the next save may put it right. */
async function once({ terminal }: Context, check: () => Promise<Checked>): Promise<Checked | null> {
  terminal.tell(`--- ${new Date().toLocaleTimeString()}\n`);
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    for (const line of error.message.split('\n')) terminal.tell(`error: ${safeText(line, 2000)}\n`);
    return null;
  }
}
