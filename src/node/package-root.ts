import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of this package. Compiled, this file is `build/src/node/package-root.js` in it. */
const packageRoot = new URL('../../../', import.meta.url);

/** The path of a file that ships with the package, from its path in it. */
export function assetPath(path: string): string {
  return fileURLToPath(new URL(path, packageRoot));
}

/** A file that ships with the package. Read at once: nothing else can be done meanwhile. */
export async function readAsset(path: string): Promise<Buffer> {
  return readFileSync(assetPath(path));
}

/** The version of this package, as its `package.json` has it. */
export const packageVersion = (): Promise<string> => packageField('version');

/** Where this package's documentation is. */
export const packageHomepage = (): Promise<string> => packageField('homepage');

async function packageField(field: 'version' | 'homepage'): Promise<string> {
  const fields = new Map<string, unknown>(
    Object.entries(JSON.parse((await readAsset('package.json')).toString('utf8'))),
  );
  return String(fields.get(field) ?? '');
}
