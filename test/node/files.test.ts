import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyDifferences, differences, foreign, ownedFiles } from '../../src/node/emitted-files.js';
import { findConfiguration } from '../../src/node/find-configuration.js';
import { writeAtomically } from '../../src/node/write-file.js';
import { folderWith } from '../cli/support/command.js';
import { skip } from '../support/skip.js';

describe('writing a file', () => {
  it('replaces it as a whole, makes its folder, and leaves nothing else', async () => {
    const folder = folderWith({ 'a.json': 'old' });
    await writeAtomically(join(folder, 'a.json'), 'new');
    await writeAtomically(join(folder, 'b/c.json'), 'c');
    assert.equal(readFileSync(join(folder, 'a.json'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder).sort(), ['a.json', 'b']);
    assert.deepEqual(readdirSync(join(folder, 'b')), ['c.json']);
  });

  it('goes through a link to the file it names', async () => {
    const folder = folderWith({ 'real.json': 'old' });
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
    await writeAtomically(join(folder, 'link.json'), 'new');
    assert.ok(lstatSync(join(folder, 'link.json')).isSymbolicLink());
    assert.equal(readFileSync(join(folder, 'real.json'), 'utf8'), 'new');
  });

  it('fails, and does not hang, where no folder can be made', async function () {
    if (process.platform !== 'linux') skip(this, 'needs /proc');
    await assert.rejects(writeAtomically('/proc/none/a.json', 'x'));
  });

  it('fails without a trace where a folder is in the way', async () => {
    const folder = folderWith({ 'a/b': '' });
    await assert.rejects(writeAtomically(join(folder, 'a'), 'x'));
    assert.deepEqual(readdirSync(folder), ['a']);
  });
});

describe('the configuration', () => {
  it('is the nearest one up to the root of the repository, and not above', async () => {
    const folder = folderWith({
      'ringfence.yaml': '',
      'repo/.git/HEAD': '',
      'repo/a/b/c.txt': '',
      'repo2/.git/HEAD': '',
      'repo2/ringfence.yaml': '',
      'repo2/a/b/c.txt': '',
      'none/c.txt': '',
    });
    assert.equal(await findConfiguration(join(folder, 'repo/a/b')), null);
    assert.equal(await findConfiguration(join(folder, 'repo2/a/b')), join(folder, 'repo2/ringfence.yaml'));
    assert.equal(await findConfiguration(join(folder, 'none')), null, 'outside of a repository nothing above is read');
    assert.equal(await findConfiguration(folder), join(folder, 'ringfence.yaml'));
  });
});

const MANIFEST = 'p/manifest.json';

describe('emitted files', () => {
  it('are compared by what the manifest names', async () => {
    const manifest = JSON.stringify({
      files: { 'p/same': '', 'p/changed': '', 'p/gone': '', '../outside': '', '/etc/x': '' },
    });
    const folder = folderWith({
      'p/same': '1',
      'p/changed': '1',
      'p/gone': '1',
      'p/theirs': '1',
      [MANIFEST]: manifest,
    });
    const owned = await ownedFiles(folder, MANIFEST);
    assert.deepEqual([...owned], [MANIFEST, 'p/same', 'p/changed', 'p/gone']);
    const files = new Map([
      ['p/same', '1'],
      ['p/changed', '2'],
      ['p/new', '2'],
      [MANIFEST, '{}'],
    ]);
    const changes = await differences({ folder, files, owned });
    assert.deepEqual(changes, [
      { path: 'p/changed', change: 'different' },
      { path: 'p/gone', change: 'surplus' },
      { path: MANIFEST, change: 'different' },
      { path: 'p/new', change: 'missing' },
    ]);
    assert.deepEqual(await foreign({ folder, files, owned }, changes), []);
    await applyDifferences({ folder, files, owned }, changes, MANIFEST);
    assert.deepEqual(readdirSync(join(folder, 'p')).sort(), ['changed', 'manifest.json', 'new', 'same', 'theirs']);
    assert.deepEqual(await differences({ folder, files, owned }), []);
  });

  it('never take the place of what they do not own, nor go through a link', async () => {
    const folder = folderWith({ 'p/theirs': '1', 'elsewhere/x': '1' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'p/link'));
    mkdirSync(join(folder, 'q'));
    writeFileSync(join(folder, 'q/same'), '1');
    const files = new Map([
      ['p/theirs', '2'],
      ['p/link/y', '1'],
      ['q/same', '1'],
    ]);
    const emission = { folder, files, owned: new Set<string>() };
    assert.deepEqual(await foreign(emission, await differences(emission)), ['p/link/y', 'p/theirs']);
  });
});
