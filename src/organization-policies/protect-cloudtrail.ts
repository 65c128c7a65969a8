import { protection } from './protected.js';
import { actions } from './statements.js';

export default protection({
  id: 'protect-cloudtrail',
  practice: '6.1',
  title: 'Trails and event data stores stay as they are',
  why: 'Without its trail nobody can say afterwards who did what.',
  remedy: 'Ask those who run the trail of the organization.',
  actions: actions(
    'cloudtrail',
    `DeleteTrail StopLogging UpdateTrail PutEventSelectors PutInsightSelectors DeleteEventDataStore UpdateEventDataStore
    StopEventDataStoreIngestion PutEventConfiguration`,
  ),
  also: 'administrators',
  gaps: [
    {
      actions: ['s3:DeleteObject', 's3:PutBucketPolicy'],
      why: 'The bucket with the logs is an S3 bucket of another account: its own policy guards it.',
      coveredBy: ['trail-enabled'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_cloudtrail.html',
  ],
  examples: [
    {
      name: 'logging stops',
      expect: 'deny',
      action: 'cloudtrail:StopLogging',
      resource: 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/main',
    },
    { name: 'events are looked up', expect: 'allow', action: 'cloudtrail:LookupEvents' },
    {
      name: 'the delegated administrator',
      expect: 'allow',
      action: 'cloudtrail:UpdateTrail',
      principal: 'arn:aws:iam::333333333333:role/security-audit',
      set: { administratorAccounts: ['333333333333'] },
    },
  ],
});
