import type { ConfigAccess } from '../aws/config-access.js';
import type { Configuration } from '../configuration/configuration.js';
import { configRegions } from '../organization/planned/planned-packs.js';

/**
 * What `organization.config` says of AWS Config; null where it is not set, or names no region: then AWS Config is not
 * asked.
 */
export function configAccess({ organization }: Configuration): ConfigAccess | null {
  const { deliveryBucket, delegatedAdministrator, aggregator } = organization.config ?? {};
  const regions = configRegions(organization.config ?? {});
  const [first] = regions;
  if (first === undefined) return null;
  const [name, region = first] = aggregator?.split('@') ?? [];
  return {
    regions,
    deliveryBucket: deliveryBucket ?? null,
    delegatedAdministrator: delegatedAdministrator ?? null,
    aggregator: name === undefined ? null : { name, region },
  };
}
