import { organizationPolicy } from './define.js';
import { actions, deny } from './statements.js';

/** Never `guardduty:SendSecurityTelemetry`: agents of runtime monitoring call it with the roles of tasks. */
const CHANGES = actions(
  'guardduty',
  `DeleteDetector UpdateDetector UpdateMemberDetectors DisassociateFromAdministratorAccount DisassociateFromMasterAccount
  DisassociateMembers DeleteMembers StopMonitoringMembers UpdateOrganizationConfiguration DisableOrganizationAdminAccount
  CreateFilter UpdateFilter DeleteFilter CreateIPSet UpdateIPSet DeleteIPSet
  CreateThreatIntelSet UpdateThreatIntelSet DeleteThreatIntelSet CreateTrustedEntitySet UpdateTrustedEntitySet
  DeleteTrustedEntitySet DeletePublishingDestination UpdatePublishingDestination ArchiveFindings`,
);

const TAG = 'GuardDutyManaged';

export default organizationPolicy({
  id: 'protect-guardduty',
  practice: '3.4',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'GuardDuty stays on',
  why: 'An attacker turns detection off first, or tells it to look away.',
  remedy: 'Ask those who run GuardDuty, the delegated administrator.',
  parameters: {
    administrators: {
      type: 'texts',
      default: [],
      description:
        'ARN patterns of the roles of the delegated administrator, `arn:*:iam::333333333333:role/security-*` say',
    },
  },
  statements: ({ own, exemptions }) => {
    const leftAlone = [
      ...exemptions,
      ...(Array.isArray(own['administrators']) ? own['administrators'].map(String) : []),
    ];
    return [
      deny('ProtectGuardDuty', { actions: CHANGES, exemptions: leftAlone }),
      deny('ProtectGuardDutyClusterTag', {
        actions: actions('ecs', 'TagResource CreateCluster'),
        condition: { StringEquals: { [`aws:RequestTag/${TAG}`]: 'false' } },
        exemptions: leftAlone,
      }),
      deny('KeepGuardDutyClusterTag', {
        actions: ['ecs:UntagResource'],
        condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': TAG } },
        exemptions: leftAlone,
      }),
      deny('ProtectGuardDutyEndpoints', {
        actions: actions('ec2', 'DeleteVpcEndpoints ModifyVpcEndpoint'),
        condition: { StringEquals: { [`aws:ResourceTag/${TAG}`]: 'true' } },
        exemptions: leftAlone,
      }),
    ];
  },
  properties: ({ own, exemptions }) => [
    {
      name: 'GuardDuty cannot be turned off',
      property: 'denied',
      actions: actions('guardduty', 'DeleteDetector UpdateDetector DisassociateFromAdministratorAccount'),
      except: {
        principals: [...exemptions, ...(Array.isArray(own['administrators']) ? own['administrators'].map(String) : [])],
      },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'What the delegated administrator does for its members is its own decision.',
      coveredBy: ['guardduty-runtime-monitoring', 'guardduty-ecs-runtime'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-configuration.html',
    'https://github.com/aws-samples/service-control-policy-examples',
  ],
  examples: [
    { name: 'the detector is deleted', expect: 'deny', action: 'guardduty:DeleteDetector' },
    { name: 'an agent sends telemetry', expect: 'allow', action: 'guardduty:SendSecurityTelemetry' },
    {
      name: 'a cluster is left out',
      expect: 'deny',
      action: 'ecs:TagResource',
      context: { 'aws:RequestTag/GuardDutyManaged': 'false', 'aws:TagKeys': ['GuardDutyManaged'] },
    },
    {
      name: 'a cluster is taken in',
      expect: 'allow',
      action: 'ecs:TagResource',
      context: { 'aws:RequestTag/GuardDutyManaged': 'true', 'aws:TagKeys': ['GuardDutyManaged'] },
    },
    {
      name: 'its endpoint is deleted',
      expect: 'deny',
      action: 'ec2:DeleteVpcEndpoints',
      context: { 'aws:ResourceTag/GuardDutyManaged': 'true' },
    },
    {
      name: 'the administrator',
      expect: 'allow',
      action: 'guardduty:UpdateDetector',
      principal: 'arn:aws:iam::333333333333:role/security-audit',
      set: { administrators: ['arn:*:iam::333333333333:role/security-*'] },
    },
  ],
});
