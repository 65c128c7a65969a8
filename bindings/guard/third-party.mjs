// Writes THIRD-PARTY.md: the crates inside guard.wasm and their licences. Called by build.sh, with cargo's command:
//   node third-party.mjs cargo [+toolchain]
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TARGET = 'wasm32-unknown-unknown';
const [command, ...toolchain] = process.argv.slice(2);

const cargo = (...args) =>
  execFileSync(command, [...toolchain, ...args, '--locked'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  });

/** What is linked in: neither build scripts nor procedural macros, which run while compiling. */
function linkedCrates() {
  const tree = cargo(
    'tree',
    '--target',
    TARGET,
    '--edges',
    'normal,no-proc-macro',
    '--prefix',
    'none',
    '--format',
    '{p}',
  );
  const named = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  return JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', TARGET))
    .packages.filter((crate) => crate.source !== null && named.has(`${crate.name} v${crate.version}`))
    .sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1));
}

/** Where a choice is offered, Apache-2.0 is taken: the licence of ringfence, whose text is in its LICENSE. */
const isApache = ({ license }) => license.includes('Apache-2.0') && !license.includes('AND');

/** The texts that have to go along: of an Apache-2.0 crate its NOTICE, of another its licence. */
function texts(crate) {
  const wanted = isApache(crate) ? /^notice/i : /^(licen[cs]e|notice)(?!.*apache)/i;
  const folder = dirname(crate.manifest_path);
  const shipped = readdirSync(folder).filter((name) => wanted.test(name));
  return [...shipped.sort().map((name) => join(folder, name)), ...textsFromRepository(crate)].map((file) =>
    readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim(),
  );
}

/** What the repository of a crate holds and the published crate leaves out. */
function textsFromRepository({ name }) {
  const file = join(import.meta.dirname, 'licences', `${name}.txt`);
  return existsSync(file) ? [file] : [];
}

const section = (title, bodies) => [`## ${title}`, '', ...bodies.flatMap((body) => ['```text', body, '```', ''])];

const crates = linkedCrates();
const lines = [
  '<!-- Written by `bindings/guard/build.sh`. Do not edit. -->',
  '',
  '# What is compiled into guard.wasm',
  '',
  'Where a crate offers Apache-2.0 among others, Apache-2.0 is taken. The texts of all other licences follow the table,',
  'and the notices of the crates that have one.',
  '',
  "Rust's standard library is inside as well (MIT OR Apache-2.0).",
  '',
  'The source of each crate, unchanged, is `https://crates.io/crates/<name>/<version>`. This is also where the source of',
  '`colored` is to be had, which is under the Mozilla Public License 2.0.',
  '',
  '| Crate | Version | Licence |',
  '|---|---|---|',
  ...crates.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
  '',
  ...crates.flatMap((crate) => {
    const found = texts(crate);
    if (!isApache(crate) && found.length === 0) throw new Error(`no text of the licence of \`${crate.name}\``);
    return found.length > 0 ? section(`${crate.name} ${crate.version}: ${crate.license}`, found) : [];
  }),
];
writeFileSync(join(import.meta.dirname, 'THIRD-PARTY.md'), `${lines.join('\n').trim()}\n`);
