import { perimeter } from './perimeter.js';

const ORGANIZATION = { organizationId: 'o-exampleorg1' };

export default perimeter({
  id: 'secrets-data-perimeter',
  practice: '2.3',
  title: 'Secrets of tasks are for the organization alone',
  why: 'A secret with a resource policy for everybody is no secret.',
  sid: 'SecretsPerimeter',
  actions: () => ['secretsmanager:*'],
  decisions:
    'Parameter Store is not among the services that RCPs reach; its parameters are shared by Resource Access Manager alone.',
  examples: [
    {
      name: 'somebody outside',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'secretsmanager:GetSecretValue',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
      set: ORGANIZATION,
    },
    {
      name: 'somebody without an organization',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'secretsmanager:GetSecretValue',
      context: { 'aws:PrincipalOrgID': [] },
      set: ORGANIZATION,
    },
    { name: 'a task of the organization', expect: 'allow', action: 'secretsmanager:GetSecretValue', set: ORGANIZATION },
  ],
});
