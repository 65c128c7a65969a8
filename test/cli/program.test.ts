import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { inRepository, readJson } from '../support/repository.js';
import { folderWith, type Ran, ringfence, run } from './support/command.js';
import { ONE_CONTROL, PUBLIC_SERVICE } from './support/stacks.js';

const FOLDER = 'build/src/cli';
const CACHE = `program-${process.version}-${process.platform}-${process.arch}.cache`;
const program = readFileSync(inRepository(`${FOLDER}/program.cjs`), 'latin1');
const cache = readFileSync(inRepository(`${FOLDER}/${CACHE}`));
const MISTAKE = "error: unknown option '--nonsense'";

const node = (cwd: string, ...words: readonly string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** The modules that a process has loaded when it ends: of files, and of Node. */
const LOADED = `process.on('exit', () => console.error(JSON.stringify({
  files: Object.keys(require.cache), node: process.moduleLoadList.map((name) => name.replace('NativeModule ', '')),
})));`;

describe('the program in one file', () => {
  it('is ASCII, since it is read as Latin-1', () => {
    assert.ok([...program].every((character) => character < '\u0080'));
  });

  it('comes with what this version of Node compiles of it', () => {
    assert.equal(new Script(program, { cachedData: cache }).cachedDataRejected, false);
  });

  it('loads for a check no other file, and of Node nothing that only other commands need', () => {
    const folder = folderWith({ 'loaded.cjs': LOADED, 'public.yaml': PUBLIC_SERVICE });
    const { status, stderr } = node(
      folder,
      '-r',
      './loaded.cjs',
      inRepository(`${FOLDER}/main.cjs`),
      'check',
      '--quiet',
      'public.yaml',
    );
    assert.equal(status, 1, stderr);
    const loaded: { files: string[]; node: string[] } = JSON.parse(stderr);
    assert.deepEqual(loaded.files, [join(folder, 'loaded.cjs'), inRepository(`${FOLDER}/main.cjs`)]);
    for (const name of ['child_process', 'crypto', 'fs/promises', 'http', 'zlib'])
      assert.ok(!loaded.node.includes(name), name);
  });
});

/** Those that a schema is held against: the program has its validators compiled before, the modules compile them. */
const VALIDATED: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], number])[] = [
  ['a configuration', { 'ringfence.yaml': 'version: 1\nprofile: strict\n' }, [], 1],
  ['a key that there is not', { 'ringfence.yaml': 'version: 1\nprofil: strict\n' }, [], 2],
  ['values of other types', { 'ringfence.yaml': 'version: 2\nprofile: 3\ncontrols: []\nload: x\n' }, [], 2],
  [
    'a control without what it needs',
    { 'ringfence.yaml': 'version: 1\nload: [./own.mjs]\n', 'own.mjs': 'export default {id: "a-b"};' },
    [],
    2,
  ],
  [
    'a baseline of another form',
    { 'known.json': '{"version": 1, "findings": [{"control": 1}]}' },
    ['--baseline', 'known.json'],
    2,
  ],
];

describe('the program says what its modules say about', () => {
  for (const [name, files, words, status] of VALIDATED) {
    it(name, async () => {
      const folder = folderWith({ ...files, 'public.yaml': PUBLIC_SERVICE, '.git/HEAD': '' });
      const commandLine = ['check', 'public.yaml', ...words];
      const ran = ringfence(folder, commandLine);
      assert.deepEqual(ran, await run(folder, commandLine));
      assert.equal(ran.status, status, ran.stderr);
    });
  }
});

/** What may lie beside the program instead of a cache of its own, and how Node may be started. */
const CACHES: readonly { readonly name: string; readonly bytes: Buffer | null; readonly flags?: readonly string[] }[] =
  [
    { name: 'its own cache', bytes: cache },
    { name: 'no cache', bytes: null },
    { name: 'an empty cache', bytes: Buffer.alloc(0) },
    { name: 'a cache that ends early', bytes: cache.subarray(0, cache.length / 2) },
    {
      name: 'a cache of another version of V8',
      bytes: Buffer.concat([cache.subarray(0, 4), Buffer.alloc(4), cache.subarray(8)]),
    },
    { name: 'a cache of another program', bytes: new Script('(function () {})').createCachedData() },
    { name: 'flags that a cache is refused for', bytes: cache, flags: ['--no-opt', '--max-lazy'] },
  ];

describe('the command starts with', () => {
  for (const { name, bytes, flags = [] } of CACHES) {
    describe(name, () => {
      const installed = mkdtempSync(join(tmpdir(), 'ringfence-installed-'));
      const main = join(installed, FOLDER, 'main.cjs');
      const ringfence = (...words: readonly string[]): Ran =>
        node(folderWith({ 'public.yaml': PUBLIC_SERVICE }), ...flags, main, ...words);

      before(() => {
        mkdirSync(join(installed, FOLDER), { recursive: true });
        for (const file of ['main.cjs', 'program.cjs'])
          cpSync(inRepository(`${FOLDER}/${file}`), join(installed, FOLDER, file));
        for (const entry of ['package.json', 'policies', 'schemas', 'node_modules'])
          symlinkSync(inRepository(entry), join(installed, entry));
        if (bytes) writeFileSync(join(installed, FOLDER, CACHE), bytes);
      });
      after(() => rmSync(installed, { recursive: true }));

      it('and judges', () => {
        const { status, stdout, stderr } = ringfence('check', 'public.yaml', '--quiet', ...ONE_CONTROL);
        assert.equal(stderr, '');
        assert.match(stdout, /^ {4}public\.yaml:8:27$/m);
        assert.equal(status, 1);
      });

      it('and says what it is', () => {
        const { version } = readJson<{ version: string }>('package.json');
        assert.deepEqual(ringfence('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
        assert.match(ringfence('--help').stdout, /^Usage: ringfence /);
      });

      it('and refuses a mistake without a stack trace', () => {
        const { status, stdout, stderr } = ringfence('check', '--nonsense');
        assert.equal(status, 2);
        assert.equal(stdout, '');
        assert.deepEqual(stderr.trimEnd().split('\n'), [MISTAKE]);
      });

      it('and writes nothing beside the program', () => {
        assert.equal(existsSync(join(installed, FOLDER, CACHE)), bytes !== null);
        assert.equal(readdirSync(join(installed, FOLDER)).length, bytes === null ? 2 : 3);
        if (bytes) assert.deepEqual(readFileSync(join(installed, FOLDER, CACHE)), bytes);
      });
    });
  }
});
