import type { PackChange } from '../../src/organization/change.js';
import { PACK_PARAMETER } from '../../src/organization/conformance-pack.js';
import { type PackDeployment, templateDigest } from '../../src/organization/pack-deployment.js';
import type { DesiredPack } from '../../src/organization/plan/packs/desired-pack.js';
import { planPacks } from '../../src/organization/plan/packs/pack-changes.js';
import type { Organization } from '../../src/organization/tree.js';

/** A pack's template with one rule, named by what it is given. */
const templateOf = (rule: string): string => `Parameters:
  ${PACK_PARAMETER}:
    Type: String
Resources:
  Rule:
    Type: AWS::Config::ConfigRule
    Properties:
      ConfigRuleName: ${rule}
      Source: {Owner: AWS, SourceIdentifier: ECS_CONTAINERS_NONPRIVILEGED}
`;

/** What is put of a pack with one rule. */
export function deploymentOf(
  rule: string,
  { excludedAccounts = [], deliveryBucket = null }: Partial<PackDeployment> = {},
): PackDeployment {
  const template = templateOf(rule);
  return { template, parameters: { [PACK_PARAMETER]: templateDigest(template) }, excludedAccounts, deliveryBucket };
}

/** A pack that is wanted in a region, with one rule. */
export const wantedPack = (
  region: string,
  name: string,
  rule: string,
  parts: Partial<PackDeployment> = {},
): DesiredPack => ({
  ...deploymentOf(rule, parts),
  region,
  name,
  rules: 1,
  resourceTypes: ['AWS::ECS::TaskDefinition'],
  controls: [rule],
});

/** What leads to these packs. */
export function packChanges(
  organization: Organization,
  desired: readonly DesiredPack[],
  canary: readonly string[] = [],
): readonly PackChange[] {
  const waves = canary.length === 0 ? [] : [{ name: 'canary', units: canary }];
  const { changes, refusals } = planPacks({
    organization,
    desired,
    oneSet: true,
    waves,
    alone: true,
    mayEnable: true,
  });
  if (refusals.length > 0) throw new Error(refusals.map(({ message }) => message).join('\n'));
  return changes;
}
