// Writes manifest.json: what guard.wasm was built from, and with what. Called by build.sh:
//   node manifest.mjs <route> <compiler> <binaryen version>   write it
//   node manifest.mjs --get <name>                            print one entry of it
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Whatever can change the bytes of guard.wasm. */
const SOURCES = [
  'Cargo.toml',
  'Cargo.lock',
  'src/lib.rs',
  'build.sh',
  'metadce-graph.json',
  'strip-custom-sections.mjs',
  'manifest.mjs',
];

const here = (name) => new URL(name, import.meta.url);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function lockedVersion(crate) {
  const found = new RegExp(`name = "${crate}"\nversion = "([^"]+)"`).exec(readFileSync(here('Cargo.lock'), 'utf8'));
  if (!found) throw new Error(`Cargo.lock does not name \`${crate}\``);
  return found[1];
}

function write(route, compiler, binaryen) {
  const wasm = readFileSync(here('guard.wasm'));
  const manifest = {
    generatedBy: 'bindings/guard/build.sh',
    cfnGuard: lockedVersion('cfn-guard'),
    target: 'wasm32-unknown-unknown',
    route,
    compiler,
    binaryen,
    sources: Object.fromEntries(SOURCES.map((name) => [name, sha256(readFileSync(here(name)))])),
    wasm: { sha256: sha256(wasm), bytes: wasm.length },
  };
  writeFileSync(here('manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const [first, second, third] = process.argv.slice(2);
if (first === '--get') console.log(JSON.parse(readFileSync(here('manifest.json'), 'utf8'))[second]);
else write(first, second, third);
