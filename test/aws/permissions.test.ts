import assert from 'node:assert/strict';
import { permissionPolicy } from '../../src/aws/permissions.js';
import { before, plan } from '../organization/apply/sample.js';
import { applyJournal, MemoryJournal, runOf } from '../organization/apply/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { answerAs } from './fake-api.js';
import { recordedOrganization } from './support.js';

/** What is sent, as IAM actions. */
const actions = (organizations: ReturnType<typeof recordedOrganization>['organizations']): string[] =>
  [...new Set(organizations.calls().map(({ args: [command] }) => command.constructor.name))].map(
    (name) => `organizations:${name.replace(/Command$/, '')}`,
  );

const granted = (use: 'read' | 'apply'): string[] => {
  const [statement] = JSON.parse(JSON.stringify(permissionPolicy(use))).Statement;
  return statement.Action;
};

describe('the smallest policy', () => {
  it('to read is what a reading sends', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(before));
    await port.read();
    assert.deepEqual(granted('read'), actions(organizations).sort());
  });

  it('to apply is what a reading and a run with every kind of change send', async () => {
    const { port, organizations } = recordedOrganization();
    answerAs(organizations, memoryOrganization(before));
    const [create] = plan(before);
    assert.ok(create);
    await port.read();
    const journal = new MemoryJournal();
    const trusted = { ...create, action: 'enable', name: 'guardduty.amazonaws.com', policy: null } as const;
    await journal.append(runOf(before, [...plan(before), { ...trusted, wave: 'everywhere' }]));
    assert.equal((await applyJournal(port, journal)).status, 'applied');
    assert.deepEqual(granted('apply'), actions(organizations).sort());
  });
});
