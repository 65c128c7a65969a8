import { tags, value } from '../fields.js';
import { reference } from '../links.js';
import type { Mappings } from '../mapping.js';

export const accountSecurity: Mappings = {
  aws_cloudtrail: {
    type: 'AWS::CloudTrail::Trail',
    fields: {
      TrailName: value('name'),
      S3BucketName: reference('s3_bucket_name'),
      IsLogging: value('enable_logging'),
      IsMultiRegionTrail: value('is_multi_region_trail'),
      IncludeGlobalServiceEvents: value('include_global_service_events'),
      EnableLogFileValidation: value('enable_log_file_validation'),
      KMSKeyId: reference('kms_key_id'),
      Tags: tags,
    },
  },
  aws_securityhub_account: {
    type: 'AWS::SecurityHub::Hub',
    fields: {
      EnableDefaultStandards: value('enable_default_standards'),
      AutoEnableControls: value('auto_enable_controls'),
    },
  },
  aws_shield_protection: {
    type: 'AWS::Shield::Protection',
    fields: { Name: value('name'), ResourceArn: reference('resource_arn') },
  },
  aws_ssm_parameter: {
    type: 'AWS::SSM::Parameter',
    // Without the value: no control looks at it, and it may be a secret.
    fields: { Name: value('name'), Type: value('type') },
  },
  aws_wafv2_web_acl_association: {
    type: 'AWS::WAFv2::WebACLAssociation',
    fields: { ResourceArn: reference('resource_arn'), WebACLArn: reference('web_acl_arn') },
  },
};
