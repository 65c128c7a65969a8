import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type EmittedDocument, ORGANIZATION_MANIFEST, organizationFiles } from '../../src/emit/organization/files.js';

const SCP: EmittedDocument = {
  type: 'SERVICE_CONTROL_POLICY',
  name: 'ringfence-workloads-1',
  content: '{"Version":"2012-10-17","Statement":[]}',
  unit: '/Workloads',
  controls: ['deny-root-user'],
  statements: [{ sid: 'DenyRootUser', control: 'deny-root-user' }],
  characters: 39,
  limit: 10_240,
};
const RCP: EmittedDocument = { ...SCP, type: 'RESOURCE_CONTROL_POLICY', name: 'ringfence-root-rcp-1', unit: '/' };
const GUARDDUTY: EmittedDocument = {
  ...SCP,
  type: 'GUARDDUTY_POLICY',
  name: 'ringfence-root-guardduty-ecs-runtime',
  content: '{"guardduty":{}}',
  statements: [],
  limit: null,
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('files of organization policies', () => {
  it('are the documents as they are attached: SCPs in scp/, the others in policies/organization/', () => {
    const files = organizationFiles([SCP, RCP, GUARDDUTY]);
    assert.deepEqual(
      [...files].filter(([path]) => path !== ORGANIZATION_MANIFEST),
      [
        ['scp/ringfence-workloads-1.json', SCP.content],
        ['policies/organization/ringfence-root-rcp-1.json', RCP.content],
        ['policies/organization/ringfence-root-guardduty-ecs-runtime.json', GUARDDUTY.content],
      ],
    );
  });

  it('have a manifest of what is in them, without the ids of one organization', () => {
    // More than is declared, as the planned state has it.
    const planned = { ...SCP, target: 'ou-exam-workload1', targetName: '/Workloads' };
    const text = organizationFiles([planned]).get(ORGANIZATION_MANIFEST) ?? '';
    assert.ok(text.endsWith('}\n'));
    assert.deepEqual(JSON.parse(text), {
      version: 1,
      command: 'ringfence emit',
      documents: [
        {
          file: 'scp/ringfence-workloads-1.json',
          name: 'ringfence-workloads-1',
          type: 'SERVICE_CONTROL_POLICY',
          targets: ['/Workloads'],
          controls: ['deny-root-user'],
          characters: 39,
          limit: 10_240,
          statements: [{ sid: 'DenyRootUser', control: 'deny-root-user' }],
        },
      ],
      files: { 'scp/ringfence-workloads-1.json': digest(SCP.content) },
    });
  });

  it('are the manifest alone where targets have no policies', () => {
    assert.deepEqual([...organizationFiles([]).keys()], [ORGANIZATION_MANIFEST]);
  });
});
