import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import { actions, deny } from './statements.js';

const CHANGES = [
  ...actions(
    'ecr',
    `PutImageScanningConfiguration PutRegistryScanningConfiguration PutImageTagMutability PutReplicationConfiguration
    PutRegistryPolicy DeleteRegistryPolicy SetRepositoryPolicy DeleteRepositoryPolicy DeleteRepository
    PutAccountSetting CreateRepositoryCreationTemplate UpdateRepositoryCreationTemplate
    DeleteRepositoryCreationTemplate`,
  ),
  // Without Inspector enhanced scanning falls back to basic scanning.
  ...actions(
    'inspector2',
    'Disable DisableDelegatedAdminAccount UpdateConfiguration UpdateOrganizationConfiguration DisassociateMember',
  ),
];

export default organizationPolicy({
  id: 'protect-image-registry',
  practice: '3.3',
  alsoPractices: ['5.2', '5.3'],
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Scanning, immutability and replication of images stay as they are',
  why: 'An image that is not scanned, or a tag that can be moved, is how something else gets deployed.',
  remedy: 'Ask the platform team to change the registry.',
  statements: (inputs) => [deny('ProtectImageRegistry', { actions: CHANGES, exemptions: platformToo(inputs) })],
  properties: (inputs) => [
    {
      name: 'the registry is changed by the platform alone',
      property: 'denied',
      actions: CHANGES,
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: ['ecr:CreateRepository'],
      why: 'It carries no key for scanning or mutability: a new repository may have neither.',
      coveredBy: ['repository-scan-on-push', 'repository-immutable-tags', 'inspector-organization'],
    },
    {
      actions: CHANGES.slice(0, 3),
      why: 'No key carries the new value: turning them on is denied, too.',
      coveredBy: [],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html',
  ],
  examples: [
    {
      name: 'tags become mutable',
      expect: 'deny',
      action: 'ecr:PutImageTagMutability',
      resource: 'arn:aws:ecr:eu-west-1:222222222222:repository/web',
    },
    {
      name: 'a repository is deleted',
      expect: 'deny',
      action: 'ecr:DeleteRepository',
      resource: 'arn:aws:ecr:eu-west-1:222222222222:repository/web',
    },
    { name: 'Inspector is turned off', expect: 'deny', action: 'inspector2:Disable' },
    {
      name: 'an image is pushed',
      expect: 'allow',
      action: 'ecr:PutImage',
      resource: 'arn:aws:ecr:eu-west-1:222222222222:repository/web',
    },
    {
      name: 'the platform',
      expect: 'allow',
      action: 'ecr:PutImageTagMutability',
      principal: 'arn:aws:iam::222222222222:role/platform-base',
    },
  ],
});
