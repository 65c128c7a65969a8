import { createHash } from 'node:crypto';
import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { OrganizationPolicy } from '../tree.js';

/** A document that the configuration wants attached at a target. */
export interface DesiredDocument {
  readonly type: PolicyTypeName;
  /** Readable and stable: that of the file in `scp/`, without its ending. */
  readonly name: string;
  /** Minified, as it is attached. */
  readonly content: string;
  /** `r-…`, `ou-…` or an account number. */
  readonly target: string;
  /** Ids of the controls that it holds. */
  readonly controls: readonly string[];
}

/** The tag that says that a policy is ringfence's; its value is the version that wrote it. */
export const OWNER_TAG = 'ringfence:version';
const CONTROLS_TAG = 'ringfence:controls';
const HASH_TAG = 'ringfence:hash';

/** Whether ringfence made a policy. */
export const isOwned = (policy: OrganizationPolicy): boolean => policy.tags[OWNER_TAG] !== undefined;

/** Whether an owned policy was changed by somebody else since ringfence wrote it. */
export const isTampered = (policy: OrganizationPolicy): boolean =>
  policy.tags[HASH_TAG] !== contentHash(policy.content);

/**
 * The name of a policy object: that of the document, and the start of its content's hash. Two versions of a document
 * can so exist beside each other, and an object with the name that is wanted has the content that is wanted.
 */
export const objectName = ({ name, content }: DesiredDocument): string => `${name}.${contentHash(content).slice(0, 8)}`;

/** The document's name in an object's name. */
export const documentName = (object: string): string => object.replace(/\.[0-9a-f]{8}$/, '');

const contentHash = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 32);

/** Longest value and characters of a tag. Source: TagValue of the Organizations API. */
const LONGEST_TAG = 256;

/** The tags of ownership: version, controls, hash of the content. */
export function ownerTags({ content, controls }: DesiredDocument, version: string): Record<string, string> {
  const all = controls.join(' ');
  const value = all.length <= LONGEST_TAG ? all : `${controls.length} controls`;
  return { [OWNER_TAG]: version, [CONTROLS_TAG]: value, [HASH_TAG]: contentHash(content) };
}
