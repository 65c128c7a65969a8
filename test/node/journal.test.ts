import assert from 'node:assert/strict';
import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { createJournal, openJournal } from '../../src/node/journal.js';
import { JournalFailure, type RunEntry } from '../../src/organization/apply/journal.js';
import { JournalEntrySchema } from '../../src/organization/apply/journal-schema.js';
import { inFolder } from '../support/temporary-folder.js';

const start: RunEntry = {
  entry: 'run',
  version: 1,
  run: '20261125T060000Z-abcdef',
  time: '2026-11-25T06:00:00.000Z',
  checksum: 'abcdef0123456789',
  source: { id: 'o-exampleorg1', source: 'aws', caller: 'arn:aws:iam::111111111111:user/x', endpoint: null },
  waves: [{ name: 'canary', soakSeconds: 3600 }],
  changes: [],
  replaced: [],
};
const applied = { entry: 'applied', time: '2026-11-25T06:00:01.000Z' } as const;

async function opened(folder: string, run = start.run) {
  const journal = await openJournal(folder, run);
  if (typeof journal === 'string') return journal;
  await journal.journal.close();
  return journal.entries;
}

describe('the journal of a run', () => {
  it('is read as it was written, by its owner only', () =>
    inFolder({}, async (folder) => {
      const runs = join(folder, '.ringfence', 'runs');
      const journal = await createJournal(runs, start);
      await journal.append(applied);
      await journal.close();
      assert.deepEqual(await opened(runs), [start, applied]);
      const mode = (path: string): number => statSync(path).mode & 0o777;
      assert.equal(mode(runs), 0o700);
      assert.equal(mode(join(folder, '.ringfence')), 0o700);
      assert.equal(mode(join(runs, `${start.run}.jsonl`)), 0o600);
    }));

  it('is never begun twice', () =>
    inFolder({}, async (folder) => {
      await (await createJournal(folder, start)).close();
      await assert.rejects(createJournal(folder, start), JournalFailure);
    }));

  it('goes on after a line that a crash cut off', () =>
    inFolder({}, async (folder) => {
      const line = JSON.stringify(applied);
      for (let length = 1; length <= line.length; length += 8) {
        const run = `cut-${length}`;
        await (await createJournal(folder, { ...start, run })).close();
        appendFileSync(join(folder, `${run}.jsonl`), line.slice(0, length));
        const again = await openJournal(folder, run);
        assert.ok(typeof again !== 'string');
        assert.equal(again.entries.length, 1);
        await again.journal.append(applied);
        await again.journal.close();
        assert.deepEqual(await opened(folder, run), [{ ...start, run }, applied]);
      }
    }));

  it('says which line is no entry', () =>
    inFolder({}, async (folder) => {
      const path = join(folder, `${start.run}.jsonl`);
      for (const line of ['{"entry":"applied"}', 'not json', '{"entry":"other","time":"2026-11-25T06:00:00Z"}']) {
        writeFileSync(path, `${JSON.stringify(start)}\n${line}\n`);
        assert.equal(await opened(folder), `${path}:2: this line is no entry of a journal`);
      }
    }));

  it('says that a run is not there, and takes no path for a name', () =>
    inFolder({}, async (folder) => {
      assert.equal(
        await opened(folder, 'none'),
        `there is no run \`none\` in \`${folder}\`: there is no such file or folder`,
      );
      assert.equal(await opened(folder, '../x'), '`../x` is no name of a run');
    }));

  it('fails in words where the system refuses', () =>
    inFolder({ file: '' }, (folder) =>
      assert.rejects(createJournal(join(folder, 'file', 'runs'), start), /cannot be written: it is there already$/),
    ));

  it('is described by a schema that takes every kind of entry', () => {
    const validate = new Ajv({ strict: false }).compile(JournalEntrySchema);
    const time = '2026-11-25T06:00:00.000Z';
    const error = { kind: 'denied', name: 'AccessDeniedException', reason: null, operation: 'x', message: '' };
    for (const entry of [
      start,
      { entry: 'intent', change: 0, call: { operation: 'DeletePolicy', policy: 'p-1' }, time },
      { entry: 'result', change: 0, outcome: 'failed', policy: null, error, time },
      { entry: 'changed', change: 0, time },
      { entry: 'wave', wave: 'canary', time },
      { entry: 'halt', change: null, message: 'why', time },
      applied,
    ])
      assert.ok(validate(entry), JSON.stringify(validate.errors));
  });
});
