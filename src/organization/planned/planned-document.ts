import type { DesiredDocument } from '../plan/desired.js';

/** A document that the configuration leads to, before anything is attached. */
export interface PlannedDocument extends DesiredDocument {
  /** `/Workloads` */
  readonly targetName: string;
  /** The target as the configuration writes it: a path, an id or an account number. */
  readonly unit: string;
  readonly characters: number;
  /** Of the type's quota; null where none is known. */
  readonly limit: number | null;
  /** The Sid of each statement (`#` and its position without one), and the control that it is of. */
  readonly statements: readonly { readonly sid: string; readonly control: string }[];
}

/** Where documents are attached, and how their names begin. */
export interface DocumentPlace extends Pick<PlannedDocument, 'target' | 'targetName' | 'unit'> {
  /** `ringfence-workloads` */
  readonly prefix: string;
}

/** The documents of one target, and what is wrong. */
export interface PlannedAt {
  readonly documents: readonly PlannedDocument[];
  readonly problems: readonly string[];
}
