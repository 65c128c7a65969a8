import type { ConfiguredControl } from '../../configuration/select.js';
import type { Tags } from '../call.js';

/** A conformance pack before it is aimed at accounts. */
export interface PackTemplate {
  /** `ringfence-…` */
  readonly name: string;
  /** YAML, as AWS Config takes it; it declares `PACK_PARAMETER`. */
  readonly template: string;
  /** Values of its other parameters. */
  readonly parameters: Tags;
  /** How many rules it holds. */
  readonly rules: number;
  /** What has to be recorded for them (`AWS::ECS::Service`). */
  readonly resourceTypes: readonly string[];
  /** Ids of the controls that it holds. */
  readonly controls: readonly string[];
}

/** Makes the packs of controls with their parameters. */
export type PackTemplates = (controls: readonly ConfiguredControl[]) => readonly PackTemplate[];

export const packTemplates: PackTemplates = () => [];
