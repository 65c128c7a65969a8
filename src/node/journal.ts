import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JournalEntry, JournalFailure, type JournalSink, type RunEntry } from '../organization/apply/journal.js';
import { makeFolder } from './make-folder.js';
import { systemReason } from './paths.js';
import { schemaValidator } from './schemas.js';

/** Where journals lie unless `--journal` says otherwise. */
export const JOURNALS = '.ringfence/runs';

/** A journal on disk: one JSON entry a line, written and synced before `append` resolves. */
export interface Journal extends JournalSink {
  close(): Promise<void>;
}

const pathOf = (folder: string, run: string): string => join(folder, `${run}.jsonl`);

/** Begins the journal of a new run, readable by its owner only. @throws JournalFailure, also where the run exists */
export async function createJournal(folder: string, start: RunEntry): Promise<Journal> {
  const path = pathOf(folder, start.run);
  return inWords(path, async () => {
    await makeFolder(folder, 0o700);
    const journal = new FileJournal(path, await open(path, 'ax', 0o600));
    await journal.append(start);
    await syncFolder(dirname(path));
    return journal;
  });
}

/**
 * Opens the journal of a run to go on with it. A last line that a crash cut off was never acted on: it is removed.
 *
 * @returns its entries so far; or, as a text, why it cannot be used
 */
export async function openJournal(
  folder: string,
  run: string,
): Promise<{ readonly journal: Journal; readonly entries: readonly JournalEntry[] } | string> {
  const path = pathOf(folder, run);
  if (!/^[\w-]+$/.test(run)) return `\`${run}\` is no name of a run`;
  const bytes = await readFile(path).catch(systemReason);
  if (typeof bytes === 'string') return `there is no run \`${run}\` in \`${folder}\`: ${bytes}`;
  const end = bytes.lastIndexOf('\n') + 1;
  const entries = await parsed(path, bytes.subarray(0, end).toString('utf8'));
  if (typeof entries === 'string') return entries;
  return inWords(path, async () => {
    if (end < bytes.length) await truncate(path, end);
    return { journal: new FileJournal(path, await open(path, 'a')), entries };
  });
}

async function parsed(path: string, text: string): Promise<readonly JournalEntry[] | string> {
  const validate = await schemaValidator('journal-entry');
  const entries: JournalEntry[] = [];
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const entry = parsedLine(line);
    if (!validate(entry)) return `${path}:${index + 1}: this line is no entry of a journal`;
    entries.push(entry);
  }
  return entries;
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

class FileJournal implements Journal {
  readonly #path: string;
  readonly #handle: FileHandle;
  /** After a failure a line may stand half written: nothing may follow it. */
  #broken = false;

  constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  append(entry: JournalEntry): Promise<void> {
    return inWords(this.#path, async () => {
      if (this.#broken) throw new JournalFailure(`the journal \`${this.#path}\` could not be written before`);
      this.#broken = true;
      await this.#handle.appendFile(`${JSON.stringify(entry)}\n`);
      await this.#handle.sync();
      this.#broken = false;
    });
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

async function inWords<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JournalFailure) throw error;
    throw new JournalFailure(`the journal \`${path}\` cannot be written: ${systemReason(error)}`);
  }
}

/** So that the new file's name survives a crash of the machine too. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
