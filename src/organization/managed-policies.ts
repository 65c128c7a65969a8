import type { PolicyTypeName } from '../configuration/policy-type.js';
import type { OrganizationPolicy } from './tree.js';

/**
 * The policies of AWS that are attached everywhere while their type is enabled.
 * Source: AWS Organizations User Guide, "Enabling a policy type".
 */
export const MANAGED_POLICIES: Readonly<Partial<Record<PolicyTypeName, OrganizationPolicy>>> = {
  SERVICE_CONTROL_POLICY: managed('SERVICE_CONTROL_POLICY', 'FullAWSAccess', {}),
  RESOURCE_CONTROL_POLICY: managed('RESOURCE_CONTROL_POLICY', 'RCPFullAWSAccess', { Principal: '*' }),
};

function managed(type: PolicyTypeName, name: string, principal: object): OrganizationPolicy {
  const statement = { Effect: 'Allow', ...principal, Action: '*', Resource: '*' };
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return { id: `p-${name}`, type, name, description: '', awsManaged: true, content, tags: {} };
}
