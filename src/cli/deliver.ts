import { resolve } from 'node:path';
import { systemReason } from '../node/paths.js';
import type { writeAtomically as WriteAtomically } from '../node/write-file.js';
import { suggestion } from '../text/nearest.js';
import type { CommonOptions, Context } from './context.js';
import { Mistake } from './mistake.js';

/** A report in each format that a command knows: text may be in colour. */
export type Reports = Readonly<Record<string, (colour: boolean) => string>>;

const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'html', 'github', 'unix'];

/** Refuses formats that a command does not have, before it works. */
export function checkFormats(common: CommonOptions, known: readonly string[]): void {
  for (const format of [formatOf(common), ...outputsOf(common).map((output) => output.format)]) {
    if (known.includes(format)) continue;
    const later = FORMATS.includes(format);
    const names = known.map((name) => `\`${name}\``).join(', ');
    throw new Mistake(
      later
        ? `the format \`${format}\` comes with a later release; this command prints ${names}`
        : `there is no format \`${format}\`${suggestion(format, known)}; this command prints ${names}`,
    );
  }
}

/** Prints in the format of `--format`, then writes the files of `--output`: one that fails takes nothing away. */
export async function deliver(context: Context, reports: Reports): Promise<void> {
  for (const { format, colour, write } of destinations(context)) await write([reports[format]?.(colour) ?? '']);
}

/** Where a report goes, and in which format. */
export interface Destination {
  readonly format: string;
  readonly colour: boolean;
  /** @param pieces of its text: of many inputs it may be longer than a text can be */
  readonly write: (pieces: Iterable<string>) => Promise<void>;
}

/** Standard output first, then the files. */
export function destinations({ terminal, common }: Context): Destination[] {
  const printed: Destination = {
    format: formatOf(common),
    colour: wantsColour({ terminal, common }),
    write: async (pieces) => {
      for (const piece of pieces) terminal.print(piece);
    },
  };
  const files = outputsOf(common).map(({ format, file }): Destination => {
    const write = (pieces: Iterable<string>): Promise<void> =>
      writeAtomically(resolve(terminal.cwd, file), pieces).catch((error: unknown) => {
        throw new Mistake(`\`${file}\` cannot be written: ${systemReason(error)}`);
      });
    return { format, colour: false, write };
  });
  return [printed, ...files];
}

const formatOf = ({ format }: CommonOptions): string => format ?? 'text';

/** Colours only on a terminal, unless they are turned off. Source: no-color.org. */
function wantsColour({ terminal, common }: Context): boolean {
  return terminal.printsToTerminal && common.color && !terminal.environment['NO_COLOR'];
}

const outputsOf = ({ output = [] }: CommonOptions): Output[] => output.map(outputOf);

/** The files of `--output`. */
export const outputFiles = (common: CommonOptions): string[] => outputsOf(common).map(({ file }) => file);

interface Output {
  readonly format: string;
  readonly file: string;
}

function outputOf(text: string): Output {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new Mistake(`\`--output ${text}\` is not of the form FORMAT=FILE`);
  return { format: text.slice(0, at), file: text.slice(at + 1) };
}

/** Loaded where a file is written: Node's cryptography alone, for the name of a temporary file, takes 2 ms. */
async function writeAtomically(...given: Parameters<typeof WriteAtomically>): Promise<void> {
  const writing = await import('../node/write-file.js');
  return writing.writeAtomically(...given);
}
