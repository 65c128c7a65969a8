import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-config',
  practice: '6.3',
  title: 'AWS Config keeps recording',
  why: 'What is not recorded is not judged, and a rule that is gone finds nothing.',
  remedy: 'Ask the platform team.',
  sid: 'ProtectConfig',
  actions: actions(
    'config',
    `StopConfigurationRecorder DeleteConfigurationRecorder PutConfigurationRecorder DeleteDeliveryChannel
    PutDeliveryChannel DeleteConfigRule DeleteConformancePack DeleteOrganizationConfigRule
    DeleteOrganizationConformancePack DeleteAggregationAuthorization DeleteConfigurationAggregator
    DeleteRetentionConfiguration DeleteRemediationConfiguration DeleteEvaluationResults`,
  ),
  platform: true,
  gaps: [
    {
      actions: ['config:PutConfigRule'],
      why: 'It is how teams add rules of their own, and carries no key for the rule.',
      coveredBy: ['protect-guardrails'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_config.html',
  ],
  examples: [
    { name: 'recording stops', expect: 'deny', action: 'config:StopConfigurationRecorder' },
    {
      name: 'the platform stops it',
      expect: 'allow',
      action: 'config:StopConfigurationRecorder',
      principal: 'arn:aws:iam::222222222222:role/platform-base',
    },
    { name: 'compliance is read', expect: 'allow', action: 'config:GetComplianceDetailsByConfigRule' },
  ],
});
