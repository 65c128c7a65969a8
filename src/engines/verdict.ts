import type { ValueMap } from '../language/value.js';

/** What an engine says of one resource, or of one element of the list that the control judges one by one. */
export interface EngineVerdict {
  readonly control: string;
  readonly resource: string;
  /** The index in the control's `each` list; null for the resource as a whole. */
  readonly index: number | null;
  readonly verdict: 'pass' | 'fail' | 'unknown';
}

/** A resource as engines see it: linked and shaped, so that every condition looks at one resource alone. */
export interface EngineResource {
  readonly Type: string;
  readonly Properties: ValueMap;
  readonly Related?: ValueMap;
  readonly Facts?: ValueMap;
}

/** What an engine judges in one call: the resources of one template, by id. */
export interface EngineDocument {
  readonly Resources: Readonly<Record<string, EngineResource>>;
}

/** Judges documents by the controls and parameters that it was made with. */
export interface Engine {
  readonly name: 'opa' | 'guard';
  judge(document: EngineDocument): EngineVerdict[];
}
