import type { PolicyTypeName } from '../../configuration/policy-type.js';
import { parsePolicy } from '../../scp/parse/parse.js';

/** Why AWS would refuse a document of a type as malformed; null where it would take it. */
export function malformed(type: PolicyTypeName, content: string): string | null {
  if (type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY')
    return parsePolicy(content, type).problems?.[0]?.message ?? null;
  try {
    const document: unknown = JSON.parse(content);
    const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
    return isObject ? null : 'the document is no JSON object';
  } catch {
    return 'the document is not JSON';
  }
}
