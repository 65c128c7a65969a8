import { organizationPolicy } from './define.js';
import { deny } from './statements.js';

const CREATE = ['elasticfilesystem:CreateFileSystem'];

export default organizationPolicy({
  id: 'require-efs-encryption',
  practice: '2.1',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'EFS file systems are encrypted at rest',
  why: 'A file system cannot be encrypted later.',
  remedy: 'Create the file system with Encrypted set to true.',
  statements: ({ exemptions }) => [
    deny('RequireEfsEncryption', {
      actions: CREATE,
      condition: { Bool: { 'elasticfilesystem:Encrypted': 'false' } },
      exemptions,
    }),
  ],
  properties: ({ exemptions }) => [
    {
      name: 'no file system without encryption',
      property: 'denied',
      actions: CREATE,
      context: { 'elasticfilesystem:Encrypted': 'false' },
      except: { principals: exemptions },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'File systems that exist stay as they are; encryption in transit is a matter of the task definition.',
      coveredBy: ['efs-encrypted-at-rest', 'task-efs-transit-encryption'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/efs/latest/ug/using-iam-to-enforce-encryption-at-rest.html'],
  examples: [
    {
      name: 'not encrypted',
      expect: 'deny',
      action: 'elasticfilesystem:CreateFileSystem',
      context: { 'elasticfilesystem:Encrypted': 'false' },
    },
    {
      name: 'encrypted',
      expect: 'allow',
      action: 'elasticfilesystem:CreateFileSystem',
      context: { 'elasticfilesystem:Encrypted': 'true' },
    },
  ],
});
