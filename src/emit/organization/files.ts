import { sha256 } from '../emit.js';

/** What the files of organization policies are made of: a planned document. */
export interface EmittedDocument {
  readonly type: string;
  readonly name: string;
  /** Minified, exactly as it is attached. */
  readonly content: string;
  /** The target as the configuration names it: the same, wherever the tree comes from. */
  readonly unit: string;
  readonly controls: readonly string[];
  readonly statements: readonly { readonly sid: string; readonly control: string }[];
  readonly characters: number;
  readonly limit: number | null;
}

export const ORGANIZATION_MANIFEST = 'scp/manifest.json';

/** SCPs in `scp/`, every other type of organization policy in `policies/organization/`, and the manifest of all. */
export function organizationFiles(documents: readonly EmittedDocument[]): Map<string, string> {
  const files = new Map(documents.map((document) => [pathOf(document), document.content]));
  const manifest = {
    version: 1,
    command: 'ringfence emit',
    documents: documents.map((document) => ({
      file: pathOf(document),
      name: document.name,
      type: document.type,
      targets: [document.unit],
      controls: document.controls,
      characters: document.characters,
      limit: document.limit,
      statements: document.statements,
    })),
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
  };
  return files.set(ORGANIZATION_MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

const pathOf = ({ type, name }: Pick<EmittedDocument, 'type' | 'name'>): string =>
  `${type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'policies/organization'}/${name}.json`;
