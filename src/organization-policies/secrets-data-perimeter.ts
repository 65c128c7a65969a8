import { perimeter } from './perimeter.js';

export default perimeter({
  id: 'secrets-data-perimeter',
  practice: '2.3',
  title: 'Secrets of tasks are for the organization alone',
  why: 'A secret with a resource policy for everybody is no secret.',
  actions: () => ['secretsmanager:*'],
  gaps: [
    {
      actions: ['ssm:GetParameter', 'ssm:GetParameters'],
      why: 'RCPs do not reach Parameter Store; its parameters are shared by Resource Access Manager alone.',
      coveredBy: [],
    },
  ],
  examples: [
    {
      name: 'somebody outside',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'secretsmanager:GetSecretValue',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
    },
    {
      name: 'somebody without an organization',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'secretsmanager:GetSecretValue',
      context: { 'aws:PrincipalOrgID': [] },
    },
    { name: 'a task of the organization', expect: 'allow', action: 'secretsmanager:GetSecretValue' },
  ],
});
