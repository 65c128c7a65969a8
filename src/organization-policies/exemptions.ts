import type { Inputs, SharedParameters } from './organization-policy.js';
import { roles } from './statements.js';

/**
 * Roles that AWS's own organization services act as in member accounts: a deny that reached them would stop stack sets
 * and Control Tower. Source: the text of Control Tower's region deny control (GRREGIONDENY), December 2025, and the
 * naming of stack set execution roles with service-managed permissions.
 */
export const BUILT_IN_EXEMPTIONS: readonly string[] = roles(
  'AWSControlTowerExecution',
  'aws-controltower-ConfigRecorderRole',
  'aws-controltower-ForwardSnsNotificationRole',
  'AWSControlTower_VPCFlowLogsRole',
  'stacksets-exec-*',
);

/** The principals that every generated deny leaves alone: break-glass, deployment, exempted and built-in roles. */
export function exemptionsOf(shared: SharedParameters, deploymentRole: string | null): string[] {
  const named = [
    ...shared.breakGlassRoles,
    ...(deploymentRole === null ? [] : [deploymentRole]),
    ...shared.exemptRoles,
  ];
  return [...new Set([...named, ...BUILT_IN_EXEMPTIONS])];
}

/** The exempted, and the platform's roles. */
export const platformToo = ({ shared, exemptions }: Inputs): string[] => [
  ...new Set([...exemptions, ...shared.platformRoles]),
];
