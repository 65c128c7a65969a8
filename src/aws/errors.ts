import { type Answer, errorKind, type PortError } from '../organization/port-error.js';
import { configErrorHint, configErrorKind } from './config-errors.js';
import { field, text } from './guards.js';

/** Carries an error value from a request to the adapter's border, where it becomes an answer. */
export class CallFailure extends Error {
  readonly error: PortError;

  constructor(error: PortError) {
    super(error.message);
    this.error = error;
  }
}

/** @throws what is no failure of a request: a defect */
export async function answerOf<Value>(work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await work() };
  } catch (thrown) {
    if (thrown instanceof CallFailure) return { error: thrown.error };
    throw thrown;
  }
}

/** An answer that lacks what the API documents. */
export const unexpected = (operation: string, message: string): CallFailure =>
  new CallFailure({ kind: 'unexpected', name: 'UnexpectedAnswer', reason: null, operation, message });

/** Names under which the SDK, STS and every AWS service refuse credentials. Source: Common Errors of the API references. */
const CREDENTIALS = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'NotAuthorized']);

/**
 * What a request threw, as an error value.
 *
 * @param action the IAM action that the request needs: `organizations:AttachPolicy`
 */
export function portError(action: string, thrown: unknown): PortError {
  const operation = action.slice(action.indexOf(':') + 1);
  const name = text(field(thrown, 'name')) ?? 'Error';
  const reason = text(field(thrown, 'Reason')) ?? null;
  const said = text(field(thrown, 'message')) ?? text(field(thrown, 'Message')) ?? '';
  const error = (kind: PortError['kind'], message: string): PortError => ({ kind, name, reason, operation, message });
  if (CREDENTIALS.has(name))
    return error('credentials', `no valid AWS credentials (${name}): ${said}; log in again or name another profile`);
  if (DENIED.has(name))
    return error('denied', `\`${action}\` is not allowed: grant it to the caller. AWS says: ${said}`);
  const known = errorKind(operation, name, reason) ?? configErrorKind(name);
  const hint = configErrorHint(name);
  const words = `${operation}: ${name}${reason === null ? '' : ` (${reason})`}: ${said}`;
  if (known) return error(known, hint === '' ? words : `${words}; ${hint}`);
  if (field(field(thrown, '$metadata'), 'httpStatusCode') === undefined)
    return error('no-answer', `${operation}: no answer (${codeOf(thrown) ?? name}): ${said}`);
  return error('unexpected', `${operation}: ${name}: ${said}`);
}

const codeOf = (thrown: unknown): string | undefined => text(field(thrown, 'code'));
