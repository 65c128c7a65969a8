import type { Catalogue } from '../scp/catalogue/catalogue.js';
import { readCatalogue } from '../scp/catalogue/read-catalogue.js';
import { readAsset } from './package-root.js';

let loaded: Promise<Catalogue> | undefined;

/**
 * The IAM catalogue that `npm run build` made, read once.
 *
 * @throws Error where the build has not written it
 */
export function iamCatalogue(): Promise<Catalogue> {
  loaded ??= readAsset('build/src/scp/catalogue/iam-catalogue.json').then((bytes) =>
    readCatalogue(bytes.toString('utf8')),
  );
  return loaded;
}
