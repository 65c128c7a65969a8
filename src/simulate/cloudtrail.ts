import type { WrittenRequest } from './schema.js';

/**
 * Event sources whose IAM prefix is another word. Source: the service authorization reference beside CloudTrail's
 * documentation of each service.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  email: 'ses',
  tagging: 'tag',
  models: 'lex',
};

/** An event of CloudTrail as a request, or why it is none. */
export type EventRequest = { readonly request: WrittenRequest; readonly name: string } | { readonly skipped: string };

/** Whether a value looks like an event of CloudTrail. */
function isEvent(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && typeof value['eventSource'] === 'string' && typeof value['eventName'] === 'string';
}

/**
 * The events of a log file (`Records`), of `aws cloudtrail lookup-events` (`Events`, each with its text), or of a list;
 * null where it is none of these.
 */
export function eventsOf(value: unknown): unknown[] | null {
  if (isRecord(value) && Array.isArray(value['Records'])) return value['Records'];
  if (isRecord(value) && Array.isArray(value['Events'])) return value['Events'].map(lookedUp);
  if (isEvent(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every((entry) => isEvent(entry)) ? value : null;
}

/** `lookup-events` has the event as JSON text. */
function lookedUp(entry: unknown): unknown {
  if (!isRecord(entry) || typeof entry['CloudTrailEvent'] !== 'string') return entry;
  try {
    return JSON.parse(entry['CloudTrailEvent']);
  } catch {
    return null;
  }
}

/**
 * What an event says of the request that was made. Context that CloudTrail does not record (tags, the action's own
 * keys) is absent.
 */
export function eventRequest(event: unknown): EventRequest {
  if (!isEvent(event)) return { skipped: 'it is no event of CloudTrail: `eventSource` and `eventName` are missing' };
  const principal = principalOf(event['userIdentity']);
  if (principal === null) return { skipped: `its \`userIdentity\` names no role, user or root user` };
  const action = `${prefixOf(String(event['eventSource']))}:${nameOf(String(event['eventName']))}`;
  return {
    name: `${principal} ${action}`,
    request: {
      principal,
      action,
      resource: resourceOf(event['resources']),
      ...(typeof event['awsRegion'] === 'string' && { region: event['awsRegion'] }),
      context: contextOf(event),
    },
  };
}

function prefixOf(source: string): string {
  const prefix = source.split('.')[0] ?? source;
  return Object.hasOwn(PREFIXES, prefix) ? (PREFIXES[prefix] ?? prefix) : prefix;
}

/** Some services put the version of their API behind the name: `CreateFunction20150331`, with `v2` at times. */
const nameOf = (name: string): string => name.replace(/20\d{6}(v\d+)?$/, '');

/** For a session, aws:PrincipalArn is the ARN of the role, which CloudTrail has as the session's issuer. */
function principalOf(identity: unknown): string | null {
  if (!isRecord(identity)) return null;
  const issuer = nested(nested(identity, 'sessionContext'), 'sessionIssuer');
  if (identity['type'] === 'AssumedRole' && typeof issuer['arn'] === 'string') return issuer['arn'];
  if (identity['type'] === 'AWSService' && typeof identity['invokedBy'] === 'string') return identity['invokedBy'];
  return typeof identity['arn'] === 'string' ? identity['arn'] : null;
}

function resourceOf(resources: unknown): string {
  const first: unknown = Array.isArray(resources) ? resources.find((entry) => isRecord(entry) && 'ARN' in entry) : null;
  return isRecord(first) && typeof first['ARN'] === 'string' ? first['ARN'] : '*';
}

function contextOf(event: Record<string, unknown>): Record<string, string> {
  const identity = isRecord(event['userIdentity']) ? event['userIdentity'] : {};
  const attributes = nested(nested(identity, 'sessionContext'), 'attributes');
  const address = event['sourceIPAddress'];
  return {
    // A service's name stands there where a service made the call.
    ...(typeof address === 'string' && /^[0-9a-fA-F.:]+$/.test(address) && { 'aws:SourceIp': address }),
    ...(typeof event['userAgent'] === 'string' && { 'aws:UserAgent': event['userAgent'] }),
    ...(typeof attributes['mfaAuthenticated'] === 'string' && {
      'aws:MultiFactorAuthPresent': attributes['mfaAuthenticated'],
    }),
    ...(typeof event['vpcEndpointId'] === 'string' && { 'aws:SourceVpce': event['vpcEndpointId'] }),
  };
}

const nested = (value: unknown, key: string): Record<string, unknown> => {
  const inner = isRecord(value) ? value[key] : undefined;
  return isRecord(inner) ? inner : {};
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
