/**
 * Compiles policies/rego to policies/policy.wasm with a pinned OPA and records it in the manifest; likewise the
 * conditions whose meaning is tested, to test/fixtures/meaning/. `--check` compiles and compares with what is committed: exit 0 identical, 1 different, 3 not compared.
 * Needs Go where OPA of this version is not at hand; nothing else is downloaded.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { controls } from '../src/controls/index.js';
import { emitFiles, MANIFEST, POLICY, type PolicyRecord, regoDigest, sha256 } from '../src/emit/emit.js';
import { regoFiles } from '../src/emit/rego/files.js';
import { meaningControls } from '../test/support/meaning.js';

const OPA = '1.22.2';
const ENTRYPOINT = 'ringfence/results';

function opaCommand(): string {
  const folder = join(homedir(), '.cache', 'ringfence', `opa-${OPA}`);
  const command = join(folder, 'opa');
  if (!existsSync(command)) {
    execFileSync('go', ['install', `github.com/open-policy-agent/opa@v${OPA}`], {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '-trimpath' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return command;
}

const MEANING = 'test/fixtures/meaning/policy.wasm';

/** @param sources the folder of the Rego files */
function compile(opa: string, sources: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-policy-'));
  const bundle = join(folder, 'bundle.tar.gz');
  execFileSync(opa, ['check', '--strict', sources], { stdio: 'inherit' });
  execFileSync(opa, ['build', '-t', 'wasm', '-e', ENTRYPOINT, '-o', bundle, sources], { stdio: 'inherit' });
  execFileSync('tar', ['-xzf', bundle, '-C', folder, '/policy.wasm'], { stdio: ['ignore', 'ignore', 'ignore'] });
  return readFileSync(join(folder, 'policy.wasm'));
}

function compileMeaning(opa: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-meaning-'));
  for (const [path, text] of regoFiles(meaningControls)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return compile(opa, folder);
}

function recordOf(wasm: Uint8Array): PolicyRecord {
  return { opa: OPA, entrypoint: ENTRYPOINT, sources: regoDigest(controls), sha256: sha256(wasm) };
}

function build(opa: string): void {
  const wasm = compile(opa, 'policies/rego');
  writeFileSync(POLICY, wasm);
  writeFileSync(MANIFEST, emitFiles(controls, recordOf(wasm)).get(MANIFEST) ?? '');
  writeFileSync(MEANING, compileMeaning(opa));
  console.log(`${POLICY}: ${wasm.length} bytes, OPA ${OPA}`);
}

function check(opa: string): number {
  const unformatted = execFileSync(opa, ['fmt', '--list', 'policies/rego'], { encoding: 'utf8' }).trim();
  if (unformatted) console.log(`not formatted as opa fmt does:\n${unformatted}`);
  const pairs = [
    [POLICY, compile(opa, 'policies/rego')],
    [MEANING, compileMeaning(opa)],
  ] as const;
  const different = pairs.filter(([path, rebuilt]) => !rebuilt.equals(readFileSync(path)));
  for (const [path] of pairs) {
    const same = !different.some(([other]) => other === path);
    console.log(`${path}: rebuilt with OPA ${OPA}, ${same ? 'identical' : 'different: run npm run policy'}`);
  }
  return different.length === 0 && !unformatted ? 0 : 1;
}

function main(): void {
  let opa: string;
  try {
    opa = opaCommand();
  } catch (error) {
    console.log(
      `${POLICY}: not compared: OPA ${OPA} cannot be had (${error instanceof Error ? error.message : error})`,
    );
    process.exitCode = 3;
    return;
  }
  if (process.argv.includes('--check')) process.exitCode = check(opa);
  else build(opa);
}

main();
