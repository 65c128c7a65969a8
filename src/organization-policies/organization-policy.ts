import type { Parameter } from '../controls/control.js';
import type { ParameterValue } from '../language/bind.js';
import type { StatementDocument } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';

/** The parameters that many controls share (`parameters` of `ringfence.yaml`), each with its effective value. */
export interface SharedParameters {
  readonly regions: readonly string[];
  readonly breakGlassRoles: readonly string[];
  readonly exemptRoles: readonly string[];
  readonly platformRoles: readonly string[];
  readonly pipelineRoles: readonly string[];
  readonly allowedLaunchTypes: readonly string[];
  readonly requiredTags: readonly string[];
}

/** What a generator is given: values that are validated, complete and of the declared types. */
export interface Inputs {
  readonly shared: SharedParameters;
  /** The control's own parameters, defaults filled in. */
  readonly own: Readonly<Record<string, ParameterValue>>;
  /** ARN patterns of principals that every deny leaves alone: break-glass, deployment, Control Tower, stack sets … */
  readonly exemptions: readonly string[];
}

/** A hole: what no condition key sees, and what covers it instead. */
export interface Gap {
  /** Actions, as IAM writes them; empty where the hole is not an action's. */
  readonly actions: readonly string[];
  readonly why: string;
  /**
   * Ids of controls and policies of the catalogue that cover the rest; what is shown leaves out those that are not built
   * (`covering` in `gaps.ts`).
   */
  readonly coveredBy: readonly string[];
}

/** A request of an example: documentation and test in one. */
export interface RequestExample {
  readonly name: string;
  readonly expect: 'allow' | 'deny';
  readonly principal?: string;
  readonly action: string;
  readonly resource?: string;
  readonly region?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Parameters that differ from those of the example organization. */
  readonly shared?: Partial<SharedParameters>;
  readonly set?: Readonly<Record<string, ParameterValue>>;
}

interface Common {
  readonly id: string;
  /** The section of the practices that it enforces (`6.3`). */
  readonly practice: string;
  /** Further sections that it serves. */
  readonly alsoPractices?: readonly string[];
  readonly title: string;
  readonly why: string;
  /** What it means for those whom it stops: what to do instead. */
  readonly remedy: string;
  /**
   * Parameters, shared ones or its own, without which it means nothing: emit refuses where one is empty
   * (`missingParameters` in `inputs.ts`).
   */
  readonly needs?: readonly string[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** Of its own parameters: what documentation and examples set. */
  readonly exampleParameters?: Readonly<Record<string, ParameterValue>>;
  readonly gaps: readonly Gap[];
  /** Pages of AWS or entries of the facts on which it rests. */
  readonly sources: readonly string[];
  readonly decisions?: string;
}

/** An organization policy in IAM's language. */
export interface StatementPolicy extends Common {
  readonly kind: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly statements: (inputs: Inputs) => readonly StatementDocument[];
  /** What is proved of it over all requests whenever it is in use. */
  readonly properties: (inputs: Inputs) => readonly PropertyDefinition[];
  readonly examples: readonly RequestExample[];
}

/** An organization policy in a language of its own: declarative, tag, backup, GuardDuty, Security Hub, Inspector. */
export interface ContentPolicy extends Common {
  readonly kind:
    | 'DECLARATIVE_POLICY_EC2'
    | 'TAG_POLICY'
    | 'BACKUP_POLICY'
    | 'GUARDDUTY_POLICY'
    | 'SECURITYHUB_POLICY'
    | 'SECURITYHUB_CSPM_POLICY'
    | 'INSPECTOR_POLICY';
  /** The document, merge operators (`@@assign`) included. */
  readonly content: (inputs: Inputs) => Readonly<Record<string, unknown>>;
  /** Without these statements of an SCP the document could be got round. */
  readonly guard?: Guard;
}

/** A document in a language of its own, as it is attached. */
export interface ContentDocument {
  readonly kind: ContentPolicy['kind'];
  readonly content: Readonly<Record<string, unknown>>;
}

/** Statements of a service control policy that a document in another language needs beside it. */
export interface Guard extends Pick<StatementPolicy, 'statements' | 'properties' | 'examples'> {}

export type OrganizationPolicyControl = StatementPolicy | ContentPolicy;
