/** Policies in IAM's language, as SCPs and RCPs use it: parsed, with places. Nothing here knows a service. */

export const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
/** The types of organization policy that are written in IAM's policy language. */
export type PolicyType = (typeof POLICY_TYPES)[number];

/** Line and column from 1; null where the document came as data, not as text. */
export type Place = { readonly line: number; readonly column: number } | null;

/** `Action`/`NotAction` or `Resource`/`NotResource`: patterns as written. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** A condition operator, taken apart: `ForAnyValue:StringNotLikeIfExists`. */
export interface Operator {
  /** The positive name in IAM's spelling (`StringLike` of `StringNotLike`). */
  readonly base: BaseOperator;
  readonly negated: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | null;
  readonly ifExists: boolean;
  /** As written. */
  readonly text: string;
}

export const BASE_OPERATORS = [
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'NumericEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'ArnEquals',
  'ArnLike',
  'Null',
] as const;
export type BaseOperator = (typeof BASE_OPERATORS)[number];

/** One operator and key of a `Condition` block. */
export interface Condition {
  readonly operator: Operator;
  /** As written; keys are compared without case. */
  readonly key: string;
  readonly values: readonly string[];
  readonly place: Place;
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** All must hold. */
  readonly conditions: readonly Condition[];
  readonly place: Place;
}

export interface Policy {
  readonly type: PolicyType;
  /** `2008-10-17`, also where none is written, has no policy variables. */
  readonly version: '2012-10-17' | '2008-10-17';
  readonly statements: readonly Statement[];
}

/** A statement as JSON: what generators write. */
export interface StatementDocument {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly StatementDocument[];
}
