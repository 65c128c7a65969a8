import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-security-hub',
  practice: '3.4',
  title: 'Security Hub stays on',
  why: 'Findings that nobody collects are findings that nobody acts on.',
  remedy: 'Ask those who run Security Hub, the delegated administrator.',
  actions: actions(
    'securityhub',
    `DisableSecurityHub DisableSecurityHubV2 DisableSecurityHubFeatureV2 BatchDisableStandards
    DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers DeleteMembers
    UpdateStandardsControl UpdateSecurityControl BatchUpdateStandardsControlAssociations
    DisableImportFindingsForProduct DisableOrganizationAdminAccount UpdateOrganizationConfiguration
    UpdateSecurityHubConfiguration DeleteFindingAggregator DeleteAggregatorV2`,
  ),
  also: 'administrators',
  gaps: [
    {
      actions: ['securityhub:BatchUpdateFindings'],
      why: 'Working on findings includes suppressing them, and no key tells the two apart.',
      coveredBy: ['security-findings-routed'],
    },
  ],
  sources: ['https://github.com/aws-samples/service-control-policy-examples'],
  examples: [
    { name: 'it is turned off', expect: 'deny', action: 'securityhub:DisableSecurityHub' },
    { name: 'a control is turned off', expect: 'deny', action: 'securityhub:UpdateStandardsControl' },
    { name: 'findings are read', expect: 'allow', action: 'securityhub:GetFindings' },
    {
      name: 'the delegated administrator',
      expect: 'allow',
      action: 'securityhub:UpdateSecurityControl',
      principal: 'arn:aws:iam::333333333333:role/security-audit',
      set: { administratorAccounts: ['333333333333'] },
    },
  ],
});
