/**
 * Compiles policies/rego to policies/policy.wasm with a pinned OPA and records it in the manifest; likewise the
 * conditions whose meaning is tested, to test/fixtures/meaning/. `--check` compiles and compares with what is committed: exit 0 identical, 1 different, 3 not compared.
 * Needs Go where OPA of this version is not at hand; nothing else is downloaded.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { controls } from '../src/controls/index.js';
import { emitFiles, MANIFEST, POLICY, type PolicyRecord, regoDigest, sha256 } from '../src/emit/emit.js';
import { regoFiles } from '../src/emit/rego/files.js';
import { compileRego, ENTRYPOINT } from '../src/node/opa-command.js';
import { meaningControls } from '../test/support/meaning.js';

const OPA = '1.22.2';

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

function recordOf(wasm: Uint8Array): PolicyRecord {
  return { opa: OPA, entrypoint: ENTRYPOINT, sources: regoDigest(controls), sha256: sha256(wasm) };
}

async function build(opa: string): Promise<void> {
  const wasm = await compileRego(opa, regoFiles(controls));
  writeFileSync(POLICY, wasm);
  writeFileSync(MANIFEST, emitFiles(controls, recordOf(wasm)).get(MANIFEST) ?? '');
  writeFileSync(MEANING, await compileRego(opa, regoFiles(meaningControls)));
  console.log(`${POLICY}: ${wasm.length} bytes, OPA ${OPA}`);
}

async function check(opa: string): Promise<number> {
  const unformatted = execFileSync(opa, ['fmt', '--list', 'policies/rego'], { encoding: 'utf8' }).trim();
  if (unformatted) console.log(`not formatted as opa fmt does:\n${unformatted}`);
  const pairs = [
    [POLICY, await compileRego(opa, regoFiles(controls))],
    [MEANING, await compileRego(opa, regoFiles(meaningControls))],
  ] as const;
  const different = pairs.filter(([path, rebuilt]) => !rebuilt.equals(readFileSync(path)));
  for (const [path] of pairs) {
    const same = !different.some(([other]) => other === path);
    console.log(`${path}: rebuilt with OPA ${OPA}, ${same ? 'identical' : 'different: run npm run policy'}`);
  }
  return different.length === 0 && !unformatted ? 0 : 1;
}

async function main(): Promise<void> {
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
  if (process.argv.includes('--check')) process.exitCode = await check(opa);
  else await build(opa);
}

await main();
