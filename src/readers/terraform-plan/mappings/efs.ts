import { block, tags, value, within } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mappings } from '../mapping.js';
import { policy } from '../policies.js';

export const efs: Mappings = {
  aws_efs_file_system: {
    type: 'AWS::EFS::FileSystem',
    fields: {
      Encrypted: value('encrypted'),
      KmsKeyId: reference('kms_key_id'),
      AvailabilityZoneName: value('availability_zone_name'),
      PerformanceMode: value('performance_mode'),
      ThroughputMode: value('throughput_mode'),
      ProvisionedThroughputInMibps: value('provisioned_throughput_in_mibps'),
      FileSystemProtection: block('protection', { ReplicationOverwriteProtection: value('replication_overwrite') }),
      FileSystemTags: tags,
    },
  },
  aws_efs_access_point: {
    type: 'AWS::EFS::AccessPoint',
    fields: {
      FileSystemId: reference('file_system_id'),
      PosixUser: block('posix_user', {
        Uid: value('uid'),
        Gid: value('gid'),
        SecondaryGids: value('secondary_gids'),
      }),
      RootDirectory: block('root_directory', {
        Path: value('path'),
        CreationInfo: block('creation_info', {
          OwnerUid: value('owner_uid'),
          OwnerGid: value('owner_gid'),
          Permissions: value('permissions'),
        }),
      }),
      AccessPointTags: tags,
    },
  },
  aws_efs_backup_policy: {
    type: 'Terraform::EFS::BackupPolicy',
    fields: { FileSystemId: reference('file_system_id'), Status: within('backup_policy', value('status')) },
  },
  aws_efs_file_system_policy: {
    type: 'Terraform::EFS::FileSystemPolicy',
    fields: { FileSystemId: reference('file_system_id'), FileSystemPolicy: policy('policy') },
  },
  aws_efs_mount_target: {
    type: 'AWS::EFS::MountTarget',
    fields: {
      FileSystemId: reference('file_system_id'),
      SubnetId: reference('subnet_id'),
      SecurityGroups: references('security_groups'),
    },
  },
};
