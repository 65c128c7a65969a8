import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

/** The one rule that verdicts are read from. */
export const ENTRYPOINT = 'ringfence/results';

const run = promisify(execFile);

/** The path of `opa`, where the user has it on the PATH; null otherwise. */
export async function opaOnPath(): Promise<string | null> {
  const names = process.platform === 'win32' ? ['opa.exe'] : ['opa'];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const command = join(folder, name);
      const found = await access(command, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return command;
    }
  }
  return null;
}

/**
 * Compiles Rego to WebAssembly.
 * @param sources path below a folder of their own → text
 * @throws Error with what opa says of sources that it refuses
 */
export async function compileRego(opa: string, sources: ReadonlyMap<string, string>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ringfence-rego-'));
  try {
    for (const [path, text] of sources) {
      await mkdir(dirname(join(folder, 'rego', path)), { recursive: true });
      await writeFile(join(folder, 'rego', path), text);
    }
    await run(opa, ['check', '--strict', 'rego'], { cwd: folder });
    await run(opa, ['build', '-t', 'wasm', '-e', ENTRYPOINT, '-o', 'bundle.tar.gz', 'rego'], { cwd: folder });
    return entryOf(gunzipSync(await readFile(join(folder, 'bundle.tar.gz'))), '/policy.wasm');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Source: the ustar format: headers of 512 bytes, the name at 0, the size in octal at 124, contents padded. */
function entryOf(archive: Buffer, name: string): Buffer {
  const BLOCK = 512;
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const entry = archive.toString('utf8', at, archive.indexOf(0, at));
    const size = Number.parseInt(archive.toString('ascii', at + 124, at + 135), 8) || 0;
    if (entry === name) return archive.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`the bundle that opa built holds no ${name}`);
}
