import type { ErrorKind } from '../organization/port-error.js';

/**
 * What only this adapter can meet; `port-error.ts` has the errors of packs that an organization file gives too. Source:
 * the exceptions of AWS Config's operations and its Common Errors; those of PutObject in Amazon S3.
 */
const KINDS: Readonly<Record<string, ErrorKind>> = {
  InsufficientPermissionsException: 'denied',
  InternalError: 'retryable',
  InternalFailure: 'retryable',
  InvalidExpressionException: 'invalid',
  InvalidLimitException: 'invalid',
  InvalidNextTokenException: 'invalid',
  InvalidParameterValueException: 'invalid',
  NoAvailableOrganizationException: 'not-possible',
  NoSuchBucket: 'not-found',
  NoSuchConfigurationAggregatorException: 'not-found',
  ServiceUnavailable: 'retryable',
  SlowDown: 'retryable',
  ThrottlingException: 'retryable',
};

/** The kind of an error of AWS Config or of its bucket; undefined for a name that they do not document. */
export const configErrorKind = (name: string): ErrorKind | undefined => KINDS[name];

/** What to do about an error, in words; empty where its own say it. Source: the texts of the exceptions. */
export function configErrorHint(name: string): string {
  switch (name) {
    case 'OrganizationAccessDeniedException':
      return 'ask from the management account, or from a delegated administrator of config-multiaccountsetup.amazonaws.com that may `organizations:ListDelegatedAdministrators`';
    case 'InsufficientPermissionsException':
      return 'grant the caller `iam:GetRole`, `iam:CreateServiceLinkedRole`, `organizations:EnableAWSServiceAccess` and, where a delivery bucket is set, `s3:GetObject` on it';
    case 'ResourceInUseException':
      return 'an earlier change of it is still in progress: go on later';
    case 'NoSuchConfigurationAggregatorException':
      return 'name one that is there in `organization.config.aggregator`, as NAME or NAME@REGION';
    case 'NoSuchBucket':
      return 'create the bucket of `organization.config.deliveryBucket` first';
    default:
      return '';
  }
}
