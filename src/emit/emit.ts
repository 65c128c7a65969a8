import { createHash } from 'node:crypto';
import type { Control } from '../controls/control.js';
import { guardFiles } from './guard/files.js';
import { guardTestFiles } from './guard/tests.js';
import { regoFiles } from './rego/files.js';

/** What `policies/policy.wasm` was compiled from and with; kept in the manifest by `npm run policy`. */
export interface PolicyRecord {
  /** The version of OPA, and the target's entry point. */
  readonly opa: string;
  readonly entrypoint: string;
  /** `regoDigest` of the sources. */
  readonly sources: string;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
}

export const MANIFEST = 'policies/manifest.json';
export const POLICY = 'policies/policy.wasm';

/**
 * Everything that follows from the controls: path from the output folder → text. Nothing is read or written.
 * @param policy what the manifest says of the compiled policy, or null where none is compiled
 */
export function emitFiles(controls: readonly Control[], policy: PolicyRecord | null): Map<string, string> {
  const files = new Map([
    ...prefixed('policies/rego/', regoFiles(controls)),
    ...prefixed('policies/guard/', guardFiles(controls)),
    ...prefixed('policies/guard/', guardTestFiles(controls)),
  ]);
  const manifest = {
    version: 1,
    command: 'ringfence emit',
    controls: controls.map(({ id }) => id),
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
    ...(policy && { policy }),
  };
  return files.set(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

function prefixed(folder: string, files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].map(([path, text]) => [folder + path, text]);
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** One digest over all Rego sources, in the order of their paths: what the compiled policy depends on. */
export function regoDigest(controls: readonly Control[]): string {
  const files = [...regoFiles(controls)].sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256(files.map(([path, text]) => `${path}\0${text}\0`).join(''));
}
