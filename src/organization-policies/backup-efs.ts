import { organizationPolicy } from './define.js';

/** An organization is in one partition, which its regions tell. */
const partitionOf = ([region = '']: readonly string[]): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const assign = (value: string | readonly string[]) => ({ '@@assign': value });

export default organizationPolicy({
  id: 'backup-efs',
  practice: '5.3',
  kind: 'BACKUP_POLICY',
  title: 'EFS file systems with a tag are backed up every day',
  why: 'What tasks keep in a file system is kept nowhere else.',
  remedy: 'Give the file system the tag; the vault and the role must exist in the account.',
  needs: ['regions'],
  parameters: {
    backupTag: {
      type: 'text',
      default: 'backup=daily',
      pattern: '^[^=]+=[^=]+$',
      description: '`key=value` of the tag',
    },
    vault: {
      type: 'text',
      default: 'Default',
      pattern: '^[A-Za-z0-9_-]{2,50}$',
      description: 'A vault that exists in each account and region',
    },
    role: {
      type: 'text',
      default: 'service-role/AWSBackupDefaultServiceRole',
      description: 'Path and name of a role that exists in each account',
    },
    days: { type: 'integer', default: 35, minimum: 1, description: 'Days until a backup is deleted' },
  },
  content: ({ shared, own }) => {
    const [key = '', value = ''] = String(own['backupTag']).split('=');
    const partition = partitionOf(shared.regions);
    return {
      plans: {
        ringfence_efs: {
          regions: assign(shared.regions),
          rules: {
            daily: {
              schedule_expression: assign('cron(0 5 ? * * *)'),
              start_backup_window_minutes: assign('480'),
              complete_backup_window_minutes: assign('10080'),
              target_backup_vault_name: assign(String(own['vault'])),
              lifecycle: { delete_after_days: assign(String(own['days'])) },
            },
          },
          // A selection by tags alone would take in every other kind of resource with the tag, too.
          selections: {
            resources: {
              file_systems: {
                iam_role_arn: assign(`arn:${partition}:iam::$account:role/${String(own['role'])}`),
                resource_types: assign([`arn:${partition}:elasticfilesystem:*:*:file-system/*`]),
                conditions: {
                  string_equals: {
                    tagged: { condition_key: assign(`aws:ResourceTag/${key}`), condition_value: assign(value) },
                  },
                },
              },
            },
          },
        },
      },
    };
  },
  gaps: [
    {
      actions: [],
      why: 'The vault and the role must exist in each account, the vault in each region, before the policy is attached: AWS Backup makes neither, and a missing one is only found when the backup fails. Make them by a stack set.',
      coveredBy: ['efs-backup-enabled'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html'],
});
