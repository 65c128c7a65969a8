import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { folderWith, mainFile, type Ran, ringfence } from './support/command.js';
import { PUBLIC_SERVICE } from './support/stacks.js';

/** A report of more than the 64 KiB that a pipe holds, with characters of several bytes in it. */
const manyStacks = (): string =>
  folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`stäcks/${index}-é.yaml`, PUBLIC_SERVICE])));

/** What has come through a pipe that does not wait, so far. */
function readSoFar(pipe: number): Buffer {
  const chunk = Buffer.alloc(1 << 16);
  const chunks: Buffer[] = [];
  try {
    for (let length = readSync(pipe, chunk); length > 0; length = readSync(pipe, chunk)) {
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    }
  } catch {
    // EAGAIN: there is no more for now.
  }
  return Buffer.concat(chunks);
}

describe('what a command prints', () => {
  it('reaches a slow reader whole, through a pipe that does not wait', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = manyStacks();
    const expected = ringfence(folder, ['check', 'stäcks']).stdout;
    assert.ok(Buffer.byteLength(expected) > 1 << 17);
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const pipe = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    // Node makes the first three descriptors of what it starts wait, so a shell hands this one on.
    const child = spawn('bash', ['-c', 'exec "$0" "$1" check stäcks >&3', process.execPath, mainFile], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'ignore', writer],
    });
    closeSync(writer);
    let status: number | null | undefined;
    child.on('exit', (code) => {
      status = code;
    });
    await setTimeout(1000);
    const received = [];
    while (status === undefined) {
      received.push(readSoFar(pipe));
      await setTimeout(5);
    }
    received.push(readSoFar(pipe));
    closeSync(pipe);
    assert.equal(status, 1);
    assert.equal(Buffer.concat(received).toString(), expected);
  });

  it('may be more than its reader wants', function () {
    if (process.platform === 'win32') this.skip();
    const command = `'${process.execPath}' '${mainFile}' check stäcks | head -c 1; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: manyStacks(), encoding: 'utf8' });
    assert.match(stdout, /^. 1\n$/);
    assert.match(stderr, /^note: no ringfence\.yaml[^\n]*\n$/);
  });

  /** A command with `/dev/full`, which has no room, for its standard output or its standard error. */
  function withoutRoom(descriptor: 1 | 2, words: readonly string[]): Ran {
    const full = openSync('/dev/full', 'w');
    const { status, stdout, stderr } = spawnSync(process.execPath, [mainFile, ...words], {
      cwd: folderWith({ 'stack.yaml': PUBLIC_SERVICE }),
      stdio: ['ignore', descriptor === 1 ? full : 'pipe', descriptor === 2 ? full : 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    return { status, stdout, stderr };
  }

  for (const words of [['check', 'stack.yaml'], ['--version'], ['--help'], ['check', '--help']]) {
    it(`is an error where there is no room for it: ${words.join(' ')}`, function () {
      if (process.platform !== 'linux') this.skip();
      const { status, stderr } = withoutRoom(1, words);
      const told = stderr.split('\n').filter((line) => !line.startsWith('note: '));
      assert.deepEqual(told, ['error: standard output cannot be written: the disk is full', '']);
      assert.equal(status, 2);
    });
  }

  it('is printed even where messages cannot be told', function () {
    if (process.platform !== 'linux') this.skip();
    const { status, stdout } = withoutRoom(2, ['check', 'stack.yaml']);
    assert.match(stdout, /service-no-public-ip/);
    assert.equal(status, 1);
  });
});
