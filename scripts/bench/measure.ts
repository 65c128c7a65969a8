import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/** What one run of a command took, in seconds. */
export interface Times {
  readonly wall: number;
  /** User and system time of the command and all of its children: what other work on the machine changes least. */
  readonly cpu: number;
}

/** Statuses that say that something was found, or not decided, and not that the tool broke. */
const ANSWERS: readonly number[] = [0, 1, 19];

/** Runs a command without its output. @throws Error where it does not end with an answer */
function timed(command: Command): Times {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>/dev/null';
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' });
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  if (!ANSWERS.includes(status ?? -1)) throw new Error(`status ${status}: ${command.join(' ')}`);
  return { wall, cpu: user + system };
}

/** Runs commands in turn, `rounds` times, so that whatever else the machine does is shared by all. */
export function inTurn<Name extends string>(
  commands: ReadonlyMap<Name, Command>,
  rounds: number,
): ReadonlyMap<Name, readonly Times[]> {
  const times = new Map<Name, Times[]>([...commands.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of commands) {
      const taken = timed(command);
      times.get(name)?.push(taken);
      console.error(`  ${name}: ${taken.wall.toFixed(2)} s, ${taken.cpu.toFixed(2)} s of processor`);
    }
  }
  return times;
}

/** What a command needed at most, and how long it took. */
export interface Peak {
  readonly megabytes: number;
  readonly seconds: number;
}

/** The largest resident size of a command, asked of the system every 10 ms. Linux alone tells it. */
export async function peak([program, ...words]: Command): Promise<Peak> {
  const start = performance.now();
  const child = spawn(program, words, { stdio: 'ignore' });
  let kilobytes = 0;
  const timer = setInterval(() => {
    kilobytes = Math.max(kilobytes, residentPeak(child.pid));
  }, 10);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('exit', resolve);
  });
  clearInterval(timer);
  if (!ANSWERS.includes(status ?? -1)) throw new Error(`status ${status}: ${program} ${words.join(' ')}`);
  return { megabytes: kilobytes / 1024, seconds: (performance.now() - start) / 1000 };
}

function residentPeak(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
};

/** `median (min–max)`. */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** The ratio of two series, round by round. */
export const ratios = (above: readonly number[], below: readonly number[]): number[] =>
  above.map((value, round) => value / (below[round] ?? Number.NaN));
