import { equals, property, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'efs-encrypted-at-rest',
  practice: '2.1',
  severity: 'high',
  profile: 'essential',
  title: 'EFS file systems are encrypted at rest',
  why: 'Tasks keep their persistent data there. Encryption can only be chosen when a file system is created, so one that starts without it has to be copied later.',
  remedy:
    'Set Encrypted to true, with KmsKeyId for a key of your own; move the data of an existing file system to a new one.',
  mappings: {
    securityHub: ['EFS.1'],
    controlTower: ['CT.ELASTICFILESYSTEM.PR.1'],
    config: ['efs-encrypted-check'],
  },
  applies: ['AWS::EFS::FileSystem'],
  // The API's default is false, also where KmsKeyId is set.
  holds: says('Encrypted is {value}', equals(property('Encrypted'), true)),
  prevention: ['require-efs-encryption'],
  decisions:
    'KmsKeyId without Encrypted fails: the API of EFS takes a key only for a file system whose Encrypted is true, and the default is false.',
  config: {
    managed: [{ identifier: 'EFS_ENCRYPTED_CHECK' }],
    why: 'Without its optional parameter KmsKeyId it fails where Encrypted is false, and nowhere else.',
  },
  blindSpots: {
    check: 'File systems that tasks mount by an id are not in the template.',
    config: 'The managed rule is periodic: a new file system is not judged at once.',
    organizationPolicy: 'File systems that were created before the policy stay as they are.',
  },
  examples: [
    {
      name: 'not encrypted',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Data:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: false
`,
    },
    {
      name: 'the default is not encrypted',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Data:
    Type: AWS::EFS::FileSystem
    Properties:
      PerformanceMode: generalPurpose
`,
    },
    {
      name: 'a key alone does not encrypt',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Data:
    Type: AWS::EFS::FileSystem
    Properties:
      KmsKeyId: alias/data
`,
    },
    {
      name: 'encrypted',
      verdict: 'pass',
      cloudformation: `Resources:
  Data:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: true
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 8,
      cloudformation: `Parameters:
  Encrypted:
    Type: String
Resources:
  Data:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: !Ref Encrypted
`,
    },
    {
      name: 'Terraform, not encrypted',
      verdict: 'fail',
      terraform: [{ type: 'aws_efs_file_system', name: 'data', values: { creation_token: 'data', encrypted: false } }],
    },
    {
      name: 'Terraform, encrypted',
      verdict: 'pass',
      terraform: [{ type: 'aws_efs_file_system', name: 'data', values: { encrypted: true } }],
    },
    {
      name: 'Terraform, left to the provider, whose value is known after apply',
      verdict: 'unknown',
      terraform: [{ type: 'aws_efs_file_system', name: 'data', values: {}, unknown: { encrypted: true } }],
    },
  ],
});
