import type { PolicyTypeName } from '../configuration/policy-type.js';

export type Tags = Readonly<Record<string, string>>;

/** One call that changes an organization, by the names of the AWS Organizations API, as data: a journal holds it. */
export type Call =
  | {
      readonly operation: 'CreatePolicy';
      readonly type: PolicyTypeName;
      readonly name: string;
      readonly description: string;
      readonly content: string;
      readonly tags: Tags;
    }
  | {
      readonly operation: 'UpdatePolicy';
      readonly policy: string;
      readonly name: string;
      readonly content: string;
    }
  | { readonly operation: 'DeletePolicy'; readonly policy: string }
  | { readonly operation: 'AttachPolicy'; readonly policy: string; readonly target: string }
  | { readonly operation: 'DetachPolicy'; readonly policy: string; readonly target: string }
  /** Answered when the type is enabled, not when the request is taken. */
  | { readonly operation: 'EnablePolicyType'; readonly type: PolicyTypeName }
  /** `EnableAWSServiceAccess`: trusted access of a service (`guardduty.amazonaws.com`). */
  | { readonly operation: 'EnableAWSServiceAccess'; readonly service: string }
  /** Creates the pack or replaces it whole. Answered when AWS has taken the request, not when every account has it. */
  | {
      readonly operation: 'PutOrganizationConformancePack';
      readonly region: string;
      readonly name: string;
      readonly template: string;
      readonly parameters: Tags;
      readonly excludedAccounts: readonly string[];
      readonly deliveryBucket: string | null;
    }
  | { readonly operation: 'DeleteOrganizationConformancePack'; readonly region: string; readonly name: string }
  /** Of a policy or of the root. Tags that are not named stay. */
  | { readonly operation: 'TagResource'; readonly resource: string; readonly tags: Tags }
  | { readonly operation: 'UntagResource'; readonly resource: string; readonly keys: readonly string[] };
