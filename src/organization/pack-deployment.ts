import { createHash } from 'node:crypto';
import type { Tags } from './call.js';
import { type ConformancePack, PACK_PARAMETER } from './conformance-pack.js';

/** What a conformance pack is put with, in whichever region. */
export interface PackDeployment {
  readonly template: string;
  /** With the template's digest among them. */
  readonly parameters: Tags;
  /** Account numbers, sorted. */
  readonly excludedAccounts: readonly string[];
  readonly deliveryBucket: string | null;
}

/** What a change makes of a pack, for people who review it. */
export interface PackDifference {
  /** Accounts that get it, and that have it no longer. */
  readonly joining: number;
  readonly leaving: number;
  /** Names of rules; null where the template that is replaced is not known, since AWS Config gives none back. */
  readonly rules: { readonly added: readonly string[]; readonly removed: readonly string[] } | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** Everything of a pack but its template, for which the digest among its parameters stands. */
export type PackState = Pick<ConformancePack, 'parameters' | 'excludedAccounts' | 'deliveryBucket'> & {
  /** Null where it is not known. */
  readonly template: string | null;
};

/** The SHA-256 of a template, in hexadecimal digits. */
export const templateDigest = (template: string): string => createHash('sha256').update(template).digest('hex');

/** How the names of all packs of ringfence begin. */
const PACK_PREFIX = 'ringfence-';

/** Whether ringfence made a pack: its name and the digest among its parameters, both. */
export const isOwnPack = ({ name, parameters }: Pick<ConformancePack, 'name' | 'parameters'>): boolean =>
  name.startsWith(PACK_PREFIX) && parameters[PACK_PARAMETER] !== undefined;

/** A pack's state in one canonical text: two packs with the same text are the same, as far as AWS Config tells. */
export function packText({ parameters, excludedAccounts, deliveryBucket }: PackState): string {
  return JSON.stringify({
    parameters: Object.fromEntries(Object.entries(parameters).toSorted(byFirst)),
    excludedAccounts: excludedAccounts.toSorted(),
    deliveryBucket,
  });
}

const byFirst = ([one]: readonly [string, string], [other]: readonly [string, string]): number =>
  one < other ? -1 : 1;

/** Whether a pack is as a deployment puts it; the template is compared where it is known. */
export const isAsPut = (pack: PackState, wanted: PackDeployment): boolean =>
  packText(pack) === packText(wanted) && (pack.template === null || pack.template === wanted.template);

/** Whether two deployments differ in nothing but who gets them. */
export const hasSameContent = (pack: PackState, wanted: PackDeployment): boolean =>
  isAsPut({ ...pack, excludedAccounts: wanted.excludedAccounts }, wanted);
