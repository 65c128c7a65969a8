import { isScalar, type Value } from '../../../language/value.js';
import { type Field, value, within } from '../fields.js';
import { reference } from '../links.js';

const accessLogs = (field: Field): Field => within('access_logs', field);

/** Attribute key of the load balancer → where Terraform has it. */
const ATTRIBUTES: Readonly<Record<string, Field>> = {
  'access_logs.s3.enabled': accessLogs(value('enabled')),
  'access_logs.s3.bucket': accessLogs(reference('bucket')),
  'access_logs.s3.prefix': accessLogs(value('prefix')),
  'deletion_protection.enabled': value('enable_deletion_protection'),
  'idle_timeout.timeout_seconds': value('idle_timeout'),
  'routing.http.desync_mitigation_mode': value('desync_mitigation_mode'),
  'routing.http.drop_invalid_header_fields.enabled': value('drop_invalid_header_fields'),
  'routing.http.preserve_host_header.enabled': value('preserve_host_header'),
  'routing.http2.enabled': value('enable_http2'),
  'waf.fail_open.enabled': value('enable_waf_fail_open'),
};

/** CloudFormation has the attributes as a list of texts. */
export const loadBalancerAttributes: Field = (loadBalancer) => {
  const found = Object.entries(ATTRIBUTES).flatMap(([Key, field]) => {
    const read = field(loadBalancer);
    return read === null ? [] : [{ Key, Value: asText(read) }];
  });
  return found.length === 0 ? null : found;
};

const asText = (read: Value): Value => (isScalar(read) ? String(read) : read);
