/** What went wrong with a call, and so what can be done about it. */
export type ErrorKind =
  /** Another try later may succeed. An adapter has made several already when it says so. */
  | 'retryable'
  /** What was asked for is so already: attached, not attached, enabled, gone. */
  | 'done-already'
  | 'quota'
  /** No permission; `operation` names the missing action. */
  | 'denied'
  /** No credentials, or expired ones. */
  | 'credentials'
  | 'not-found'
  /** Something else has the name, or uses what was to go. */
  | 'conflict'
  /** The organization does not allow it: not all features, type not enabled, last policy of a target. */
  | 'not-possible'
  /** The request itself is wrong: a malformed document, a managed policy. */
  | 'invalid'
  /** No answer: the call may have taken effect. */
  | 'no-answer'
  /** An answer that is not what the API documents. */
  | 'unexpected';

/** An error of AWS Organizations as a value. The file adapter gives the same. */
export interface PortError {
  readonly kind: ErrorKind;
  /** AWS's name of it: `ConstraintViolationException`. */
  readonly name: string;
  /** AWS's reason: `MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED`; null where the error has none. */
  readonly reason: string | null;
  /** The operation, `CreatePolicy`; as an IAM action, `organizations:CreatePolicy`. */
  readonly operation: string;
  /** What, where, and what to do. */
  readonly message: string;
}

export type Answer<Value> =
  | { readonly value: Value; readonly error?: never }
  | { readonly error: PortError; readonly value?: never };

const KINDS: Readonly<Record<string, ErrorKind>> = {
  AccessDeniedException: 'denied',
  AccessDeniedForDependencyException: 'denied',
  AWSOrganizationsNotInUseException: 'not-possible',
  ConcurrentModificationException: 'retryable',
  ConstraintViolationException: 'not-possible',
  DuplicatePolicyAttachmentException: 'done-already',
  DuplicatePolicyException: 'conflict',
  InvalidInputException: 'invalid',
  MalformedPolicyDocumentException: 'invalid',
  MaxNumberOfOrganizationConformancePacksExceededException: 'quota',
  NoSuchOrganizationConformancePackException: 'not-found',
  OrganizationAccessDeniedException: 'denied',
  OrganizationAllFeaturesNotEnabledException: 'not-possible',
  OrganizationConformancePackTemplateValidationException: 'invalid',
  PolicyChangesInProgressException: 'retryable',
  PolicyInUseException: 'conflict',
  PolicyNotAttachedException: 'done-already',
  PolicyNotFoundException: 'not-found',
  PolicyTypeAlreadyEnabledException: 'done-already',
  PolicyTypeNotAvailableForOrganizationException: 'not-possible',
  PolicyTypeNotEnabledException: 'not-possible',
  ResourceInUseException: 'retryable',
  RootNotFoundException: 'not-found',
  ServiceException: 'retryable',
  TargetNotFoundException: 'not-found',
  TooManyRequestsException: 'retryable',
  UnsupportedAPIEndpointException: 'not-possible',
  ValidationException: 'invalid',
};

/**
 * The kind of an error by AWS's name, reason and operation; undefined for a name that neither AWS Organizations nor
 * AWS Config documents. Source: the exceptions of the AWS Organizations API and of AWS Config's organization conformance packs; that a repeated call is done already is read off their texts.
 */
export function errorKind(operation: string, name: string, reason: string | null): ErrorKind | undefined {
  if (name === 'PolicyNotFoundException' && /^(Delete|Detach)Policy$/.test(operation)) return 'done-already';
  if (name === 'NoSuchOrganizationConformancePackException' && operation.startsWith('Delete')) return 'done-already';
  const isLimit = reason !== null && /_LIMIT_EXCEEDED$/.test(reason) && !reason.startsWith('MIN_');
  if (name === 'ConstraintViolationException' && isLimit) return 'quota';
  return KINDS[name];
}

/** Whether a call that failed so may have taken effect. */
export const mayHaveEffect = ({ kind }: PortError): boolean =>
  kind === 'no-answer' || kind === 'retryable' || kind === 'unexpected';
