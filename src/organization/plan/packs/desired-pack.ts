import type { PackDeployment } from '../../pack-deployment.js';

/** A conformance pack that the configuration wants in a region. */
export interface DesiredPack extends PackDeployment {
  readonly region: string;
  readonly name: string;
  /** How many rules it holds. */
  readonly rules: number;
  /** What has to be recorded for them (`AWS::ECS::Service`). */
  readonly resourceTypes: readonly string[];
  /** Ids of the controls that it holds. */
  readonly controls: readonly string[];
}
