import type { Value, ValueMap } from '../language/value.js';

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A resource of an input, in CloudFormation's shape whatever it was written in. */
export interface Resource {
  /** The CloudFormation logical id, the Terraform address, or the task family. Unique in its template. */
  readonly id: string;
  /** The CloudFormation type name. */
  readonly type: string;
  /** Values that are only known at deployment stay intrinsics (`language/value.ts`). */
  readonly properties: ValueMap;
  /** The name of its `Condition`, where that is only known at deployment: the resource may not be there. */
  readonly condition?: string;
  /** The Terraform address, where there is one. */
  readonly address?: string;
  /** The CDK construct path, where there is one. */
  readonly construct?: string;
  /** `Metadata.ringfence.exceptions`, or what Terraform's exception tags say: not yet validated. */
  readonly exceptions?: Value;
  /**
   * Where a path of this resource (`['Properties', 'Cluster']`; `[]` for the resource itself) stands in the
   * file: the place itself or its nearest parent that exists; null where the input has no places.
   */
  readonly locate: (path: readonly string[]) => Position | null;
}

export type InputKind = 'cloudformation' | 'terraform-plan' | 'task-definition';

/** Why an input, or a part of it, cannot be read. Lines and columns from 1; null where the input has no such place. */
export interface ReadProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** What is wrong and what to do about it. Never holds a value of the input that may be secret. */
  readonly message: string;
}

/** Resources that are deployed together: references between them are resolved inside one template. */
export interface Template {
  readonly kind: InputKind;
  /** As named by the user, with `/`. */
  readonly file: string;
  readonly resources: readonly Resource[];
  /** The names of the parameters that it declares. */
  readonly parameters?: readonly string[];
  /** Parts that cannot be read, such as a loop over values that are not known: what they make is not judged. */
  readonly problems?: readonly ReadProblem[];
  /**
   * The same template with other parameter values, as another deployment might give them: one parameter changed, for
   * each value that it might have; after these, combinations that turn a condition which no single value turns.
   * Lazy: nothing is resolved before it is asked for.
   */
  readonly variants?: () => Iterable<Variant>;
  /** Values that no output may show: given NoEcho parameters, plan-sensitive values. */
  readonly sensitive: readonly string[];
}

/** A parameter with a value that another deployment might give it. */
export interface Change {
  readonly parameter: string;
  readonly value: string;
}

/** One other deployment of the same template. */
export interface Variant {
  /** One or more, each of another parameter. */
  readonly changes: readonly Change[];
  readonly resources: readonly Resource[];
}
