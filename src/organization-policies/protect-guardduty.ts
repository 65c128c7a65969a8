import { administratorAccounts, administrators, elsewhere } from './administrators.js';
import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

/** Never `guardduty:SendSecurityTelemetry`: agents of runtime monitoring call it with the roles of tasks. */
const CHANGES = actions(
  'guardduty',
  `DeleteDetector UpdateDetector UpdateMemberDetectors DisassociateFromAdministratorAccount DisassociateFromMasterAccount
  DisassociateMembers DeleteMembers StopMonitoringMembers UpdateOrganizationConfiguration DisableOrganizationAdminAccount
  CreateFilter UpdateFilter DeleteFilter CreateIPSet UpdateIPSet DeleteIPSet UpdateThreatIntelSet DeleteThreatIntelSet
  UpdateThreatEntitySet DeleteThreatEntitySet CreateTrustedEntitySet UpdateTrustedEntitySet DeleteTrustedEntitySet
  DeletePublishingDestination UpdatePublishingDestination`,
);

/** On a cluster, `false` keeps runtime monitoring out; on a VPC endpoint, `true` says that GuardDuty made it. */
const TAG = 'GuardDutyManaged';
const REQUESTED = `aws:RequestTag/${TAG}`;
const EXISTING = `aws:ResourceTag/${TAG}`;

const TAGGING = actions('ecs', 'TagResource CreateCluster');
const ENDPOINTS = actions('ec2', 'DeleteVpcEndpoints ModifyVpcEndpoint');
const ENDPOINT_TAGS = actions('ec2', 'CreateTags DeleteTags');

const except = (inputs: Inputs) => ({ principals: [...inputs.exemptions, ...administrators(inputs)] });

export default organizationPolicy({
  id: 'protect-guardduty',
  practice: '3.4',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'GuardDuty stays on',
  why: 'An attacker turns detection off first, or tells it to look away.',
  remedy: 'Ask those who run GuardDuty, the delegated administrator.',
  parameters: { administratorAccounts },
  statements: (inputs) => {
    const { exemptions } = inputs;
    const where = elsewhere(inputs);
    return [
      deny('ProtectGuardduty', { actions: CHANGES, condition: where, exemptions }),
      deny('ProtectGuarddutyClusterTag', {
        actions: TAGGING,
        condition: { ...where, StringNotEqualsIgnoreCase: { [REQUESTED]: 'true' }, Null: { [REQUESTED]: 'false' } },
        exemptions,
      }),
      deny('ProtectGuarddutyClusterUntag', {
        actions: ['ecs:UntagResource'],
        condition: { ...where, 'ForAnyValue:StringEquals': { 'aws:TagKeys': TAG } },
        exemptions,
      }),
      deny('ProtectGuarddutyEndpoints', {
        actions: ENDPOINTS,
        condition: { ...where, StringEquals: { [EXISTING]: 'true' } },
        exemptions,
      }),
      deny('ProtectGuarddutyEndpointTags', {
        actions: ENDPOINT_TAGS,
        resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
        condition: {
          ...where,
          StringEquals: { [EXISTING]: 'true' },
          'ForAnyValue:StringEquals': { 'aws:TagKeys': TAG },
        },
        exemptions,
      }),
    ];
  },
  properties: (inputs) => [
    { name: 'GuardDuty stays on', property: 'denied', actions: CHANGES, except: except(inputs) },
    {
      name: 'no cluster is kept out of runtime monitoring',
      property: 'denied',
      actions: TAGGING,
      context: { [REQUESTED]: 'false' },
      except: except(inputs),
    },
    {
      name: 'the tag of a cluster stays',
      property: 'denied',
      actions: ['ecs:UntagResource'],
      context: { 'aws:TagKeys': TAG },
      except: except(inputs),
    },
    {
      name: 'endpoints of GuardDuty stay',
      property: 'denied',
      actions: ENDPOINTS,
      context: { [EXISTING]: 'true' },
      except: except(inputs),
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'What the delegated administrator does for its members is its own decision. Managed Instances and Windows have no agent.',
      coveredBy: ['guardduty-runtime-monitoring', 'guardduty-ecs-runtime'],
    },
    {
      actions: ['guardduty:ArchiveFindings'],
      why: 'Working on findings is not denied: a finding that is archived stays, and Security Hub has it.',
      coveredBy: [],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-configuration.html',
    'https://github.com/aws-samples/service-control-policy-examples',
  ],
  decisions:
    'Suppression filters, trusted IP lists and threat lists are kept to the administrator, and so is their removal. A cluster may carry the tag with the value true alone. `guardduty:SendSecurityTelemetry` is in no policy: agents call it with the roles of tasks.',
  examples: [
    { name: 'the detector is deleted', expect: 'deny', action: 'guardduty:DeleteDetector' },
    { name: 'findings are suppressed', expect: 'deny', action: 'guardduty:CreateFilter' },
    { name: 'an agent sends telemetry', expect: 'allow', action: 'guardduty:SendSecurityTelemetry' },
    {
      name: 'a cluster is left out',
      expect: 'deny',
      action: 'ecs:TagResource',
      context: { 'aws:RequestTag/GuardDutyManaged': 'false', 'aws:TagKeys': ['GuardDutyManaged'] },
    },
    {
      name: 'a cluster is created outside',
      expect: 'deny',
      action: 'ecs:CreateCluster',
      context: { 'aws:RequestTag/GuardDutyManaged': 'False' },
    },
    {
      name: 'a cluster is taken in',
      expect: 'allow',
      action: 'ecs:TagResource',
      context: { 'aws:RequestTag/GuardDutyManaged': 'true', 'aws:TagKeys': ['GuardDutyManaged'] },
    },
    {
      name: 'a cluster gets another tag',
      expect: 'allow',
      action: 'ecs:TagResource',
      context: { 'aws:RequestTag/team': 'shop', 'aws:TagKeys': ['team'] },
    },
    {
      name: 'its endpoint is deleted',
      expect: 'deny',
      action: 'ec2:DeleteVpcEndpoints',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:vpc-endpoint/vpce-1',
      context: { 'aws:ResourceTag/GuardDutyManaged': 'true' },
    },
    {
      name: 'its endpoint loses the tag',
      expect: 'deny',
      action: 'ec2:DeleteTags',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:vpc-endpoint/vpce-1',
      context: { 'aws:ResourceTag/GuardDutyManaged': 'true', 'aws:TagKeys': ['GuardDutyManaged'] },
    },
    {
      name: 'another endpoint is deleted',
      expect: 'allow',
      action: 'ec2:DeleteVpcEndpoints',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:vpc-endpoint/vpce-2',
    },
    {
      name: 'the delegated administrator',
      expect: 'allow',
      action: 'guardduty:UpdateDetector',
      principal: 'arn:aws:iam::333333333333:role/security-audit',
      set: { administratorAccounts: ['333333333333'] },
    },
    {
      name: 'a role of the same name in another account',
      expect: 'deny',
      action: 'guardduty:UpdateDetector',
      principal: 'arn:aws:iam::222222222222:role/security-audit',
      set: { administratorAccounts: ['333333333333'] },
    },
  ],
});
