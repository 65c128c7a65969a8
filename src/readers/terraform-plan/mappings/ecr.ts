import { block, blocks, type Field, json, tags, value } from '../fields.js';
import { reference } from '../links.js';
import type { Mappings } from '../mapping.js';
import { policy } from '../policies.js';

const repositoryFilters = (name: string): Field =>
  blocks(name, { Filter: value('filter'), FilterType: value('filter_type') });

export const ecr: Mappings = {
  aws_ecr_repository: {
    type: 'AWS::ECR::Repository',
    fields: {
      RepositoryName: value('name'),
      ImageTagMutability: value('image_tag_mutability'),
      ImageTagMutabilityExclusionFilters: blocks('image_tag_mutability_exclusion_filter', {
        ImageTagMutabilityExclusionFilterType: value('filter_type'),
        ImageTagMutabilityExclusionFilterValue: value('filter'),
      }),
      ImageScanningConfiguration: block('image_scanning_configuration', { ScanOnPush: value('scan_on_push') }),
      EncryptionConfiguration: block('encryption_configuration', {
        EncryptionType: value('encryption_type'),
        KmsKey: reference('kms_key'),
      }),
      EmptyOnDelete: value('force_delete'),
      Tags: tags,
    },
  },
  aws_ecr_repository_policy: {
    type: 'Terraform::ECR::RepositoryPolicy',
    fields: { RepositoryName: reference('repository'), PolicyText: policy('policy') },
  },
  aws_ecr_lifecycle_policy: {
    type: 'Terraform::ECR::LifecyclePolicy',
    fields: { RepositoryName: reference('repository'), PolicyText: json('policy') },
  },
  aws_ecrpublic_repository: {
    type: 'AWS::ECR::PublicRepository',
    fields: { RepositoryName: value('repository_name'), Tags: tags },
  },
  aws_ecr_registry_scanning_configuration: {
    type: 'AWS::ECR::RegistryScanningConfiguration',
    fields: {
      ScanType: value('scan_type'),
      Rules: blocks('rule', {
        ScanFrequency: value('scan_frequency'),
        RepositoryFilters: repositoryFilters('repository_filter'),
      }),
    },
  },
  aws_ecr_replication_configuration: {
    type: 'AWS::ECR::ReplicationConfiguration',
    fields: {
      ReplicationConfiguration: block('replication_configuration', {
        Rules: blocks('rule', {
          Destinations: blocks('destination', { Region: value('region'), RegistryId: value('registry_id') }),
          RepositoryFilters: repositoryFilters('repository_filter'),
        }),
      }),
    },
  },
};
