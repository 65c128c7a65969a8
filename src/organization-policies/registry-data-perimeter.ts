import { perimeter } from './perimeter.js';
import { list } from './statements.js';

export default perimeter({
  id: 'registry-data-perimeter',
  practice: '3.3',
  title: 'Images, their keys and logs are for the organization alone',
  why: 'A repository policy with one account number too many gives images, and what is in them, away.',
  needs: ['services'],
  parameters: {
    services: {
      type: 'texts',
      default: ['ecr', 'kms', 'logs'],
      allowed: ['ecr', 'kms', 'logs', 's3'],
      description: '`s3` only by choice: load balancers write access logs from accounts of AWS',
    },
  },
  actions: ({ own }) => list(own['services']).map((service) => `${service}:*`),
  gaps: [
    {
      actions: ['s3:*'],
      why: 'Layers of images are in buckets of AWS, and access logs of load balancers come from accounts of AWS: S3 is in only where `services` names it, with those accounts trusted.',
      coveredBy: ['repository-not-public'],
    },
  ],
  examples: [
    {
      name: 'somebody outside',
      expect: 'deny',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'ecr:BatchGetImage',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
    },
    { name: 'somebody inside', expect: 'allow', action: 'ecr:BatchGetImage' },
    {
      name: 'a trusted account',
      expect: 'allow',
      principal: 'arn:aws:iam::999999999999:role/x',
      action: 'ecr:BatchGetImage',
      context: { 'aws:PrincipalOrgID': 'o-elsewhere01' },
      set: { trustedAccounts: ['999999999999'] },
    },
    {
      name: 'a service for somebody outside',
      expect: 'deny',
      principal: 'logs.amazonaws.com',
      action: 'kms:Decrypt',
      context: { 'aws:SourceOrgID': 'o-elsewhere01', 'aws:SourceAccount': '999999999999' },
    },
    {
      name: 'a service that does not say for whom',
      expect: 'allow',
      principal: 'logs.amazonaws.com',
      action: 'kms:Decrypt',
    },
  ],
});
