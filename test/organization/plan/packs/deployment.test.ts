import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../../src/configuration/configuration.js';
import { iamCatalogue } from '../../../../src/node/catalogue.js';
import type { ConformancePack } from '../../../../src/organization/conformance-pack.js';
import { planDeployment } from '../../../../src/organization/plan/deployment.js';
import type { DesiredPack } from '../../../../src/organization/plan/packs/desired-pack.js';
import type { PlannedDocument } from '../../../../src/organization/planned/planned-document.js';
import { denying, wanted } from '../support.js';
import { deployed, MANAGEMENT, organizationOf, SHOP, TRIAL, wantedPack } from './support.js';

interface Parts {
  readonly packs?: readonly DesiredPack[];
  readonly documents?: readonly PlannedDocument[];
  readonly there?: readonly ConformancePack[];
  readonly allowAccounts?: number;
}

const document: PlannedDocument = {
  ...wanted('ringfence-workloads-1', denying('ecs:DeleteCluster')),
  targetName: '/Workloads',
  unit: '/Workloads',
  characters: 100,
  limit: null,
  statements: [],
};

async function plan({ packs = [], documents = [], there = [], allowAccounts = 50 }: Parts) {
  const organization = organizationOf({ conformancePacks: there });
  return planDeployment({
    about: { id: organization.id, source: 'file', caller: null, endpoint: null },
    reading: { organization, apiCalls: 0 },
    configuration: {
      ...DEFAULTS,
      organization: { waves: [{ name: 'canary', units: ['/Workloads/Sandbox'], soak: '1h' }] },
    },
    state: { documents, governing: [], problems: [] },
    packs: { packs, oneSet: true, problems: [] },
    catalogue: await iamCatalogue(),
    version: '0.1.0',
    allowAccounts,
  });
}

const short = async (parts: Parts): Promise<string[]> =>
  (await plan(parts)).changes.map(
    ({ wave, action, name }) => `${wave}: ${action} ${name.replace(/\.[0-9a-f]{8}$/, '')}`,
  );

describe('a deployment with conformance packs', function () {
  this.timeout(30_000);

  it('goes through waves with the policies: policies first in each', async () => {
    assert.deepEqual(await short({ packs: [wantedPack()], documents: [document] }), [
      'canary: create ringfence-workloads-1',
      'canary: attach ringfence-workloads-1',
      'canary: create ringfence-a',
      'everywhere: attach ringfence-workloads-1',
      'everywhere: detach ringfence-workloads-1',
      'everywhere: update ringfence-a',
    ]);
  });

  it('has waves where there are packs alone, and none where everything goes', async () => {
    assert.deepEqual(await short({ packs: [wantedPack()] }), [
      'canary: create ringfence-a',
      'everywhere: update ringfence-a',
    ]);
    assert.deepEqual(await short({ there: [deployed(wantedPack())] }), ['everywhere: delete ringfence-a']);
    const { refusals } = await plan({ packs: [wantedPack()] });
    assert.deepEqual(refusals, []);
  });

  it('affects the accounts that get packs, lose them, or have other rules', async () => {
    const affected = async (parts: Parts) => (await plan(parts)).affected;
    const there = [deployed(wantedPack({ excludedAccounts: [SHOP] }))];
    assert.deepEqual(await affected({ packs: [wantedPack()] }), [MANAGEMENT, SHOP, TRIAL]);
    assert.deepEqual(await affected({ packs: [wantedPack()], there }), [SHOP]);
    assert.deepEqual(await affected({ there }), [MANAGEMENT, TRIAL]);
    const other = wantedPack({ parameters: { Port: '1' }, excludedAccounts: [SHOP] });
    assert.deepEqual(await affected({ packs: [other], there }), [MANAGEMENT, TRIAL]);
  });

  it('counts accounts that get packs for the first time', async () => {
    const rules = async (parts: Parts) => (await plan(parts)).refusals.map(({ message }) => message);
    assert.deepEqual(await rules({ packs: [wantedPack()], allowAccounts: 2 }), [
      '3 accounts would come under policies or conformance packs for the first time, and 2 may: say --allow-accounts 3 if that is meant',
    ]);
    const there = [deployed(wantedPack({ excludedAccounts: [SHOP] }))];
    assert.deepEqual(await rules({ packs: [wantedPack()], there, allowAccounts: 0 }), [
      '1 accounts would come under policies or conformance packs for the first time, and 0 may: say --allow-accounts 1 if that is meant',
    ]);
    assert.deepEqual(await rules({ packs: [wantedPack({ excludedAccounts: [SHOP] })], there, allowAccounts: 0 }), []);
  });
});
