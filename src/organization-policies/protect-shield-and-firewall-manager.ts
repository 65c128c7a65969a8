import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-shield-and-firewall-manager',
  practice: '6.2',
  title: 'Shield protections and Firewall Manager stay as they are',
  why: 'Protection against denial of service is missed when it is too late to set it up.',
  remedy: 'Ask the security team.',
  actions: [
    ...actions(
      'shield',
      `DeleteProtection DeleteProtectionGroup DeleteSubscription UpdateSubscription
      DisableApplicationLayerAutomaticResponse DisableProactiveEngagement DisassociateDRTRole DisassociateDRTLogBucket
      DisassociateHealthCheck UpdateApplicationLayerAutomaticResponse UpdateProtectionGroup`,
    ),
    ...actions(
      'fms',
      'AssociateAdminAccount DisassociateAdminAccount PutAdminAccount PutPolicy DeletePolicy DeleteNotificationChannel',
    ),
  ],
  also: 'administrators',
  gaps: [
    {
      actions: [],
      why: 'It protects what is set up; it does not set anything up.',
      coveredBy: ['load-balancer-shield', 'firewall-manager-policy'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsshield.html'],
  examples: [
    { name: 'a protection is removed', expect: 'deny', action: 'shield:DeleteProtection', region: 'us-east-1' },
    { name: 'a policy of Firewall Manager is deleted', expect: 'deny', action: 'fms:DeletePolicy' },
    { name: 'an attack is described', expect: 'allow', action: 'shield:DescribeAttack', region: 'us-east-1' },
    {
      name: 'the delegated administrator',
      expect: 'allow',
      action: 'fms:DeletePolicy',
      principal: 'arn:aws:iam::333333333333:role/security-audit',
      set: { administratorAccounts: ['333333333333'] },
    },
  ],
});
