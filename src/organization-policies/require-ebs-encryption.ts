import { organizationPolicy } from './define.js';
import { deny } from './statements.js';

const VOLUMES = ['arn:*:ec2:*:*:volume/*'];
const CREATE = ['ec2:CreateVolume', 'ec2:RunInstances'];

export default organizationPolicy({
  id: 'require-ebs-encryption',
  practice: '2.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'EBS volumes are encrypted',
  why: 'A volume that is not encrypted can be read from its snapshot, and from the disk.',
  remedy: 'Set Encrypted to true, or turn encryption by default on in the account.',
  statements: ({ exemptions }) => [
    deny('RequireEbsEncryption', {
      actions: CREATE,
      resources: VOLUMES,
      condition: { Bool: { 'ec2:Encrypted': 'false' } },
      exemptions,
    }),
    deny('RequireEbsEncryptionByDefault', { actions: ['ec2:DisableEbsEncryptionByDefault'], exemptions }),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no volume without encryption',
      property: 'denied',
      actions: CREATE,
      resources: VOLUMES,
      context: { 'ec2:Encrypted': 'false' },
      except: { principals: exemptions },
    },
    {
      name: 'encryption by default cannot be turned off',
      property: 'denied',
      actions: ['ec2:DisableEbsEncryptionByDefault'],
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: ['ec2:RunInstances'],
      why: 'Auto Scaling launches instances by a service-linked role, which no SCP reaches: encryption by default carries it there.',
      coveredBy: ['service-ebs-volume-encrypted'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html'],
  examples: [
    {
      name: 'a volume that is not encrypted',
      expect: 'deny',
      action: 'ec2:CreateVolume',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:volume/*',
      context: { 'ec2:Encrypted': 'false' },
    },
    {
      name: 'one that is',
      expect: 'allow',
      action: 'ec2:CreateVolume',
      resource: 'arn:aws:ec2:eu-west-1:222222222222:volume/*',
      context: { 'ec2:Encrypted': 'true' },
    },
    { name: 'encryption by default is turned off', expect: 'deny', action: 'ec2:DisableEbsEncryptionByDefault' },
  ],
});
