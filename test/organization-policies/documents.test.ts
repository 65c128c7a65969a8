import assert from 'node:assert/strict';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { documentsOf } from '../../src/organization-policies/inputs.js';
import type { RequestExample } from '../../src/organization-policies/organization-policy.js';

type Changes = Pick<RequestExample, 'shared' | 'set'>;

function documentOf(id: string, changes: Changes = {}): unknown {
  const control = organizationPolicies.find((one) => one.id === id);
  assert.ok(control, id);
  const [document, ...others] = documentsOf(control, exampleInputs(control, changes));
  assert.deepEqual(others, []);
  return document?.content;
}

const enabled = { status: { '@@assign': 'enabled' } };
const inEurope = {
  enable_in_regions: { '@@assign': ['eu-west-1', 'eu-central-1'] },
  disable_in_regions: { '@@assign': [] },
};

const backup = (regions: readonly string[], role: string) => ({
  plans: {
    ringfence_efs: {
      regions: { '@@assign': regions },
      rules: {
        daily: {
          schedule_expression: { '@@assign': 'cron(0 5 ? * * *)' },
          start_backup_window_minutes: { '@@assign': '480' },
          complete_backup_window_minutes: { '@@assign': '10080' },
          target_backup_vault_name: { '@@assign': 'Default' },
          lifecycle: { delete_after_days: { '@@assign': '35' } },
        },
      },
      selections: {
        resources: {
          file_systems: {
            iam_role_arn: { '@@assign': role },
            resource_types: { '@@assign': [`arn:${role.split(':')[1]}:elasticfilesystem:*:*:file-system/*`] },
            conditions: {
              string_equals: {
                tagged: {
                  condition_key: { '@@assign': 'aws:ResourceTag/backup' },
                  condition_value: { '@@assign': 'daily' },
                },
              },
            },
          },
        },
      },
    },
  },
});

const vpc = (mode: string, exclusions: string) => ({
  ec2_attributes: {
    vpc_block_public_access: {
      internet_gateway_block: { mode: { '@@assign': mode }, exclusions_allowed: { '@@assign': exclusions } },
    },
  },
});

/** As the syntax pages of AWS have them. */
const CASES: readonly (readonly [name: string, id: string, changes: Changes, document: unknown])[] = [
  [
    'runtime monitoring',
    'guardduty-ecs-runtime',
    {},
    {
      guardduty: {
        enablement: {
          default: {
            foundational: enabled,
            runtime_monitoring: { ...enabled, additional_configuration: { ecs_fargate_agent_management: enabled } },
          },
        },
      },
    },
  ],
  ['Security Hub', 'security-hub-organization', {}, { securityhub: inEurope }],
  ['Inspector', 'inspector-organization', {}, { inspector: { enablement: { ecr_scanning: inEurope } } }],
  ['ingress is blocked', 'block-public-vpc-access', {}, vpc('block_ingress', 'enabled')],
  [
    'both ways are blocked',
    'block-public-vpc-access',
    { set: { mode: 'block_bidirectional', exclusionsAllowed: false } },
    vpc('block_bidirectional', 'disabled'),
  ],
  [
    'defaults of instances',
    'container-instance-defaults',
    { set: { goldenImageAccounts: ['444444444444'] } },
    {
      ec2_attributes: {
        instance_metadata_defaults: {
          http_tokens: { '@@assign': 'required' },
          http_put_response_hop_limit: { '@@assign': '-1' },
        },
        allowed_images_settings: {
          state: { '@@assign': 'audit_mode' },
          image_criteria: { criteria_1: { allowed_image_providers: { '@@assign': ['amazon', '444444444444'] } } },
        },
        image_block_public_access: { state: { '@@assign': 'block_new_sharing' } },
        snapshot_block_public_access: { state: { '@@assign': 'block_all_sharing' } },
        serial_console_access: { status: { '@@assign': 'disabled' } },
      },
    },
  ],
  [
    'tags',
    'ecs-tag-policy',
    { set: { values: ['team=shop', 'team=pay'], enforce: true } },
    {
      tags: {
        team: {
          tag_key: { '@@assign': 'team' },
          tag_value: { '@@assign': ['shop', 'pay'] },
          enforced_for: {
            '@@assign': [
              'ecs:cluster',
              'ecs:service',
              'ecs:task-definition',
              'ecs:capacity-provider',
              'ecs:task-set',
              'ecr:repository',
              'elasticfilesystem:file-system',
            ],
          },
        },
        service: {
          tag_key: { '@@assign': 'service' },
          enforced_for: {
            '@@assign': [
              'ecs:cluster',
              'ecs:service',
              'ecs:task-definition',
              'ecs:capacity-provider',
              'ecs:task-set',
              'ecr:repository',
              'elasticfilesystem:file-system',
            ],
          },
        },
      },
    },
  ],
  [
    'tags that are reported, not enforced',
    'ecs-tag-policy',
    { shared: { requiredTags: ['team'] } },
    { tags: { team: { tag_key: { '@@assign': 'team' } } } },
  ],
  [
    'backups',
    'backup-efs',
    {},
    backup(['eu-west-1', 'eu-central-1'], 'arn:aws:iam::$account:role/service-role/AWSBackupDefaultServiceRole'),
  ],
  [
    'backups in China',
    'backup-efs',
    { shared: { regions: ['cn-north-1'] }, set: { role: 'backup' } },
    backup(['cn-north-1'], 'arn:aws-cn:iam::$account:role/backup'),
  ],
];

describe('documents of organization policies', () => {
  for (const [name, id, changes, document] of CASES) {
    it(`${id}: ${name}`, () => assert.deepEqual(documentOf(id, changes), document));
  }

  it('every control in a language of its own has a case', () => {
    const own = organizationPolicies.filter((control) => 'content' in control).map(({ id }) => id);
    assert.deepEqual([...new Set(CASES.map(([, id]) => id))].toSorted(), own.toSorted());
  });

  it('their values stand behind an operator', () => {
    const check = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) assert.fail(`${path}: a value without an operator`);
      for (const [key, inner] of Object.entries(value)) {
        if (!key.startsWith('@@')) check(inner, `${path}.${key}`);
      }
    };
    for (const [, id, changes] of CASES) check(documentOf(id, changes), id);
  });
});
