import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-config',
  practice: '6.3',
  title: 'AWS Config keeps recording',
  why: 'What is not recorded is not judged, and a rule that is gone finds nothing.',
  remedy:
    'Ask those who set AWS Config up; exempt their role (`exemptRoles`) where it is not a stack set or Control Tower.',
  actions: actions(
    'config',
    `StopConfigurationRecorder DeleteConfigurationRecorder PutConfigurationRecorder DeleteDeliveryChannel
    PutDeliveryChannel DeleteConfigRule DeleteConformancePack DeleteOrganizationConfigRule
    DeleteOrganizationConformancePack DeleteAggregationAuthorization DeleteConfigurationAggregator
    DeleteRetentionConfiguration DeleteRemediationConfiguration DeleteEvaluationResults DisassociateResourceTypes
    DeleteServiceLinkedConfigurationRecorder`,
  ),
  gaps: [
    {
      actions: ['config:PutConfigRule'],
      why: 'It is how teams add rules of their own, and its ARN has a generated id: no key tells the rule. Rules of organization packs cannot be changed in members.',
      coveredBy: ['protect-guardrails'],
    },
    {
      actions: ['config:DeleteConfigRule', 'config:DeleteConformancePack'],
      why: 'Teams cannot delete rules of their own either: a stack that has some cannot be deleted.',
      coveredBy: [],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_config.html',
  ],
  examples: [
    { name: 'recording stops', expect: 'deny', action: 'config:StopConfigurationRecorder' },
    {
      name: 'Control Tower stops it',
      expect: 'allow',
      action: 'config:StopConfigurationRecorder',
      principal: 'arn:aws:iam::222222222222:role/AWSControlTowerExecution',
    },
    {
      name: 'a rule is deleted',
      expect: 'deny',
      action: 'config:DeleteConfigRule',
      resource: 'arn:aws:config:eu-west-1:222222222222:config-rule/config-rule-1',
    },
    { name: 'compliance is read', expect: 'allow', action: 'config:GetComplianceDetailsByConfigRule' },
  ],
});
