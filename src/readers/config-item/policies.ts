import { isList, isMap, own, type Value } from '../../language/value.js';
import { plainValue } from '../json.js';
import { malformed, unpacked } from './embedded.js';

/**
 * A policy document: a map, or its JSON text, which IAM gives URL-encoded. Source: the API reference of IAM,
 * GetRolePolicy: "policies returned by this operation are URL-encoded compliant with RFC 3986".
 */
export function policyDocument(value: Value): Value {
  const text = typeof value === 'string' && /^\s*%7b/i.test(value) ? decoded(value) : value;
  if (text === null) return null;
  const { value: document, unknown } = unpacked(text);
  if (unknown) return unknown;
  return hasStatements(document) ? plainValue(document) : malformed('a policy document');
}

/** IAM keeps no document without. */
function hasStatements(document: Value): boolean {
  const statements = isMap(document) ? own(document, 'Statement') : null;
  return isMap(statements) || isList(statements);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The document of the version of a managed policy that is in force; null where the item does not carry it. */
export function documentInForce(versions: Value): Value {
  if (!isList(versions)) return malformed('a list');
  const inForce = versions.find((version) => isMap(version) && own(version, 'isDefaultVersion') === true);
  return isMap(inForce) ? policyDocument(own(inForce, 'document')) : null;
}
