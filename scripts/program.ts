/**
 * Writes the program of the command as one file, and what V8 compiles of it while templates are checked, beside
 * `build/src/cli/main.cjs`, which loads both. Part of `npm run build`.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type { Program } from '../src/cli/program.js';
import type { Terminal } from '../src/cli/terminal.js';
import { asIfInPlace, whenAskedFor } from './program/plugins.js';
import { compiledValidators } from './program/validators.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'build/src/cli');
const main = join(folder, 'main.cjs');
const file = join(folder, 'program.cjs');

/** Packages that are part of the file: those that one check needs, and small ones. Others are loaded where they are installed. */
const INSIDE = ['@open-policy-agent/opa-wasm', 'ajv', 'commander', 'ignore', 'js-yaml', 'jsonc-parser', 'yaml'];

/** Checked while V8 keeps what it compiles: both notations, and most types that there are controls for. */
const SAMPLES = ['ec2-cluster', 'efs-service', 'fargate-web', 'scheduled-worker'].map((name) => `examples/${name}`);

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// First: V8 tells programs apart by their length, and would run what it has compiled of an older one.
for (const old of readdirSync(folder)) if (old.endsWith('.cache')) rmSync(join(folder, old));

const { outputFiles } = await build({
  entryPoints: [join(folder, 'program.js')],
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // The other form of jsonc-parser asks for its parts in a way that only Node understands.
  mainFields: ['module', 'main'],
  external: Object.keys(dependencies).filter((name) => !INSIDE.includes(name)),
  banner: { js: '(function (require, importModule, mainUrl) { const module = { exports: {} };' },
  footer: { js: 'return module.exports; })' },
  plugins: [compiledValidators(root), whenAskedFor, asIfInPlace(folder)],
  logLevel: 'warning',
});
// In ASCII, which is read fastest: esbuild escapes all but comments.
const COMMENT_LINES = /^ *\/[/*].*$/gm;
const [bundle] = outputFiles;
writeFileSync(file, bundle?.text.replace(COMMENT_LINES, (line) => line.replaceAll(/[^ -~]/g, '?')) ?? '');
// npx runs it as a file; the compiler does not mark it as one that can be run.
chmodSync(main, 0o755);

const { version, platform, arch } = process;
writeFileSync(join(folder, `program-${version}-${platform}-${arch}.cache`), await codeCache());

/** Bytecode of what runs in a check, and of nothing else: functions are compiled when they are first called. */
async function codeCache(): Promise<Buffer> {
  const script = new Script(readFileSync(file, 'latin1'), { filename: file });
  const importModule = (specifier: string): Promise<unknown> => import(specifier);
  const program: Program = script.runInThisContext()(createRequire(main), importModule, pathToFileURL(main).href);
  const configuration = join(mkdtempSync(join(tmpdir(), 'ringfence-')), 'ringfence.yaml');
  writeFileSync(configuration, 'version: 1\nprofile: recommended\n');
  const status = await program.run(['check', ...SAMPLES, '--config', configuration], silent());
  rmSync(dirname(configuration), { recursive: true });
  // As while a control is written, before `npm run policy`: the next build makes it whole.
  if (status > 1)
    console.error(`note: a check of ${SAMPLES.join(', ')} ended with ${status}: the command starts slower`);
  return script.createCachedData();
}

function silent(): Terminal {
  return {
    cwd: root,
    environment: {},
    input: (async function* () {})(),
    print: () => {},
    tell: () => {},
    printsToTerminal: false,
    tellsTerminal: false,
  };
}
