import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'bindings/guard';
const AGAIN = 'run `bindings/guard/build.sh` and commit what it makes';

const read = (name: string): Buffer => readFileSync(join(FOLDER, name));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Manifest {
  readonly cfnGuard: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly wasm: { readonly sha256: string; readonly bytes: number };
}
const manifest: Manifest = JSON.parse(read('manifest.json').toString());

describe('the manifest of guard.wasm', () => {
  it('names the sources as they are: otherwise guard.wasm was built from others', () => {
    for (const [name, hash] of Object.entries(manifest.sources))
      assert.equal(sha256(read(name)), hash, `${name}: ${AGAIN}`);
  });

  it('leaves out nothing that the build reads', () => {
    assert.deepEqual(Object.keys(manifest.sources).sort(), [
      'Cargo.lock',
      'Cargo.toml',
      'build.sh',
      'manifest.mjs',
      'metadce-graph.json',
      'src/lib.rs',
      'strip-custom-sections.mjs',
    ]);
  });

  it('names guard.wasm as it is', () => {
    const wasm = read('guard.wasm');
    assert.deepEqual(manifest.wasm, { sha256: sha256(wasm), bytes: wasm.length }, AGAIN);
  });

  it('names the version of cfn-guard that Cargo.toml asks for', () => {
    assert.match(
      read('Cargo.toml').toString(),
      new RegExp(`cfn-guard = "=${manifest.cfnGuard.replaceAll('.', '\\.')}"`),
    );
  });

  it('holds no path of the machine that built it', () => {
    assert.equal(
      /\/root\/|\/home\/|\/Users\/|\/tmp\/|\/registry\/src\//.exec(read('guard.wasm').toString('latin1')),
      null,
    );
  });
});
