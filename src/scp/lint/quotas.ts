import type { PolicyType } from '../policy.js';
import type { Quota } from './rule.js';

/**
 * The quotas where the configuration gives no others.
 * Source: AWS Organizations User Guide, "Quotas for AWS Organizations", as changed on 2026-05-15; older copies say 5,120
 * characters and 5 policies for SCPs too.
 */
export const DEFAULT_QUOTAS: Readonly<Record<PolicyType, Quota>> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, perTarget: 10 },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, perTarget: 5 },
};
