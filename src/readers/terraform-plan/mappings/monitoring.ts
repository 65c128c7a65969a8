import { block, blocks, type Field, tags, value, within } from '../fields.js';
import { reference } from '../links.js';
import type { Mappings } from '../mapping.js';

/** CloudFormation leaves the retention out where logs never expire; Terraform writes 0. */
const retention: Field = (found) => {
  const days = value('retention_in_days')(found);
  return days === 0 ? null : days;
};

export const monitoring: Mappings = {
  aws_guardduty_detector: {
    type: 'AWS::GuardDuty::Detector',
    fields: {
      Enable: value('enable'),
      FindingPublishingFrequency: value('finding_publishing_frequency'),
      DataSources: block('datasources', {
        S3Logs: block('s3_logs', { Enable: value('enable') }),
        Kubernetes: block('kubernetes', { AuditLogs: block('audit_logs', { Enable: value('enable') }) }),
        MalwareProtection: block('malware_protection', {
          ScanEc2InstanceWithFindings: block('scan_ec2_instance_with_findings', {
            EbsVolumes: within('ebs_volumes', value('enable')),
          }),
        }),
      }),
      Tags: tags,
    },
  },
  aws_guardduty_detector_feature: {
    type: 'Terraform::GuardDuty::DetectorFeature',
    fields: {
      DetectorId: reference('detector_id'),
      Name: value('name'),
      Status: value('status'),
      AdditionalConfiguration: blocks('additional_configuration', { Name: value('name'), Status: value('status') }),
    },
  },
  aws_cloudwatch_log_group: {
    type: 'AWS::Logs::LogGroup',
    fields: {
      LogGroupName: value('name'),
      LogGroupClass: value('log_group_class'),
      KmsKeyId: reference('kms_key_id'),
      RetentionInDays: retention,
      Tags: tags,
    },
  },
};
