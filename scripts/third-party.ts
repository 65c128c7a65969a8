/**
 * Writes THIRD-PARTY-NOTICES.md: the licences of every package that is installed with ringfence.
 * With `--check` it writes nothing, and exits 1 if the file differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licenceTexts, type ProductionPackage, productionTree } from './production-tree.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = 'THIRD-PARTY-NOTICES.md';
const path = `${root}${file}`;

const section = (entry: ProductionPackage): string =>
  [
    `## ${entry.name} ${entry.version}`,
    `Licence: ${entry.licence}`,
    ...licenceTexts(root, entry).map((text) => ['```text', text, '```'].join('\n')),
  ].join('\n\n');

function notices(): string {
  const tree = productionTree(root);
  return [
    '<!-- Written by `npm run third-party`. Do not edit. -->',
    '# Third-party notices',
    'What npm installs with ringfence, and under which licence; the command has some of it in its own file, `build/src/cli/program.cjs`. What is compiled into the Guard engine is listed in `bindings/guard/THIRD-PARTY.md`.',
    ['| Package | Version | Licence |', '|---|---|---|', ...tree.map(row)].join('\n'),
    ...tree.map(section),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

const row = ({ name, version, licence }: ProductionPackage): string => `| ${name} | ${version} | ${licence} |`;

const isCurrent = (wanted: string): boolean => existsSync(path) && readFileSync(path, 'utf8') === wanted;

if (!process.argv.includes('--check')) {
  writeFileSync(path, notices());
} else if (!isCurrent(notices())) {
  console.error(`${file} is not what package-lock.json asks for: run \`npm run third-party\``);
  process.exitCode = 1;
}
