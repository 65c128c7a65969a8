import { perimeter } from './perimeter.js';
import { list } from './statements.js';

const ORGANIZATION = { organizationId: 'o-exampleorg1' };

export default perimeter({
  id: 'registry-data-perimeter',
  practice: '3.3',
  title: 'Images, their keys and logs are for the organization alone',
  why: 'A repository policy with one account number too many gives images, and what is in them, away.',
  sid: 'RegistryPerimeter',
  parameters: {
    services: {
      type: 'texts',
      default: ['ecr', 'kms', 'logs'],
      allowed: ['ecr', 'kms', 'logs', 's3'],
      description: '`s3` only by choice: load balancers write access logs from accounts of AWS',
    },
  },
  actions: ({ own }) => list(own['services']).map((service) => `${service}:*`),
  examples: [
    {
      name: 'somebody outside',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'ecr:BatchGetImage',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
      set: ORGANIZATION,
    },
    { name: 'somebody inside', expect: 'allow', action: 'ecr:BatchGetImage', set: ORGANIZATION },
    {
      name: 'a trusted account',
      expect: 'allow',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'ecr:BatchGetImage',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
      set: { ...ORGANIZATION, trustedAccounts: ['999999999999'] },
    },
    {
      name: 'a service for somebody outside',
      expect: 'deny',
      principal: 'logs.amazonaws.com',
      action: 'kms:Decrypt',
      context: { 'aws:SourceOrgID': 'o-elsewhere01', 'aws:SourceAccount': '999999999999' },
      set: ORGANIZATION,
    },
    {
      name: 'a service that does not say for whom',
      expect: 'allow',
      principal: 'logs.amazonaws.com',
      action: 'kms:Decrypt',
      set: ORGANIZATION,
    },
  ],
});
