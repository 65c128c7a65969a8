import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list, texts } from './statements.js';

const CHANGES = actions('logs', 'DeleteLogGroup DeleteLogStream DeleteRetentionPolicy PutRetentionPolicy');

/** The ARN of a log group, and with `:*` behind it, as some actions have it; streams lie below. */
const groups = ({ own }: Inputs): string[] => list(own['logGroups']).map((name) => `arn:*:logs:*:*:log-group:${name}*`);

export default organizationPolicy({
  id: 'protect-log-groups',
  practice: '4.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Logs are kept',
  why: 'Logs that are deleted, or kept for a day, are missing when they are needed.',
  remedy: 'Ask the platform team to change the log group.',
  needs: ['logGroups'],
  parameters: {
    logGroups: texts('Beginnings of the names of log groups, `*` and `?` allowed', ['/ecs/', '/aws/ecs/']),
  },
  statements: (inputs) => [
    deny('ProtectLogGroups', { actions: CHANGES, resources: groups(inputs), exemptions: platformToo(inputs) }),
  ],
  properties: (inputs) => [
    {
      name: 'log groups are kept',
      property: 'denied',
      actions: CHANGES,
      resources: groups(inputs),
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: ['logs:PutRetentionPolicy'],
      why: 'It carries no key for the number of days: longer is denied, too.',
      coveredBy: ['log-group-retention'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html'],
  examples: [
    {
      name: 'a log group is deleted',
      expect: 'deny',
      action: 'logs:DeleteLogGroup',
      resource: 'arn:aws:logs:eu-west-1:222222222222:log-group:/ecs/web:*',
    },
    {
      name: 'another one',
      expect: 'allow',
      action: 'logs:DeleteLogGroup',
      resource: 'arn:aws:logs:eu-west-1:222222222222:log-group:/test/web:*',
    },
  ],
});
