import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJournal } from '../../../src/node/journal.js';
import { memoryOrganization } from '../../support/organizations.js';
import { inFolder } from '../../support/temporary-folder.js';
import { CANARY, organizationOf, plannedFor, wantedPack } from '../plan/packs/support.js';
import { before, essence, plan } from './sample.js';
import { applyJournal, MemoryJournal, runOf } from './support.js';

const CHILD = fileURLToPath(new URL('../../support/apply-child.js', import.meta.url));

/** Runs the child; kills it when the journal has so many lines, or lets it end. */
function child(folder: string, lines: number): Promise<string> {
  return new Promise((resolve) => {
    const started = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    started.stdout.on('data', (text) => {
      said += text;
    });
    const watching = setInterval(() => {
      const written = readFileSync(join(folder, 'run-1.jsonl'), 'utf8').split('\n').length - 1;
      if (written >= lines) started.kill('SIGKILL');
    }, 1);
    started.once('close', () => {
      clearInterval(watching);
      resolve(said.trim());
    });
  });
}

describe('a run that is killed', () => {
  it('by SIGKILL, again and again, ends where an undisturbed one does', async function () {
    this.timeout(120_000);
    const calm = memoryOrganization(before);
    const journal = new MemoryJournal();
    await journal.append(runOf(before, plan(before)));
    await applyJournal(calm.port, journal);
    await inFolder({}, async (folder) => {
      const memory = memoryOrganization(before);
      writeFileSync(join(folder, 'organization.json'), memory.file.text);
      await (await createJournal(folder, runOf(before, plan(before)))).close();
      let killed = 0;
      for (let lines = 2; lines < journal.entries.length; lines += 5) if ((await child(folder, lines)) === '') killed++;
      assert.equal(await child(folder, Number.POSITIVE_INFINITY), 'applied');
      assert.ok(killed > 3, `${killed}`);
      console.log(`      killed ${killed} times`);
      memory.file.text = readFileSync(join(folder, 'organization.json'), 'utf8');
      assert.deepEqual(essence(memory.now()), essence(calm.now()));
      assert.equal(memory.now().root.tags['ringfence:lock'], undefined);
      // A file that was being written when the process died is left beside; it is never read.
      const left = readdirSync(folder).filter((name) => !/\.tmp$/.test(name));
      assert.deepEqual(left.sort(), ['organization.json', 'run-1.jsonl']);
    });
  });

  it('by SIGKILL while it deploys conformance packs, ends with all of them', async function () {
    this.timeout(120_000);
    const organization = { ...organizationOf(), trustedServices: [] };
    const desired = Array.from({ length: 12 }, (_, index) => wantedPack({ name: `ringfence-${index}` }));
    const { changes } = plannedFor({ organization, desired, waves: [CANARY] });
    await inFolder({}, async (folder) => {
      const memory = memoryOrganization(organization);
      writeFileSync(join(folder, 'organization.json'), memory.file.text);
      await (await createJournal(folder, runOf(organization, changes))).close();
      let killed = 0;
      for (let lines = 2; lines < 3 * changes.length; lines += 7) if ((await child(folder, lines)) === '') killed++;
      assert.equal(await child(folder, Number.POSITIVE_INFINITY), 'applied');
      assert.ok(killed > 3, `${killed}`);
      memory.file.text = readFileSync(join(folder, 'organization.json'), 'utf8');
      const packs = memory.now().configuration.conformancePacks;
      assert.deepEqual(plannedFor({ organization: memory.now(), desired }).changes, []);
      assert.equal(packs.length, 12);
    });
  });
});
