import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-waf',
  practice: '6.2',
  title: 'Load balancers keep their web ACLs',
  why: 'A load balancer without its web ACL passes on what the rules would have stopped.',
  remedy: 'Ask the platform team to change the association.',
  actions: [
    ...actions('wafv2', 'AssociateWebACL DisassociateWebACL'),
    ...actions('waf-regional', 'AssociateWebACL DisassociateWebACL'),
    ...actions('elasticloadbalancing', 'SetWebAcl CreateWebACLAssociation DeleteWebACLAssociation'),
  ],
  also: 'platform',
  gaps: [
    {
      actions: ['wafv2:AssociateWebACL'],
      why: 'It puts another web ACL in the place of the first, and carries no key for it: so it is kept to the platform as well.',
      coveredBy: ['load-balancer-waf', 'firewall-manager-policy'],
    },
    {
      actions: ['wafv2:UpdateWebACL'],
      why: 'A web ACL that stays attached can be emptied: keep those of the organization in the account of Firewall Manager.',
      coveredBy: ['firewall-manager-policy'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html'],
  examples: [
    {
      name: 'a web ACL is detached',
      expect: 'deny',
      action: 'wafv2:DisassociateWebACL',
      resource: 'arn:aws:elasticloadbalancing:eu-west-1:222222222222:loadbalancer/app/web/1',
    },
    {
      name: 'by the platform',
      expect: 'allow',
      action: 'wafv2:DisassociateWebACL',
      principal: 'arn:aws:iam::222222222222:role/platform-edge',
    },
    { name: 'a web ACL is read', expect: 'allow', action: 'wafv2:GetWebACL' },
  ],
});
