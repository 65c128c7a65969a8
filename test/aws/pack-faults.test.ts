import assert from 'node:assert/strict';
import type { ConformancePack } from '../../src/organization/conformance-pack.js';
import { CONFIG_SERVICE } from '../../src/organization/plan/packs/pack-change-of.js';
import type { Organization } from '../../src/organization/tree.js';
import { applyJournal, MemoryJournal, runOf } from '../organization/apply/support.js';
import { organizationWith, SANDBOX, SHOP } from '../organization/plan/support.js';
import { memoryOrganization } from '../support/organizations.js';
import { deploymentOf, packChanges, wantedPack } from '../support/packs.js';
import type { Strikes } from './fake-api.js';
import { answerConfigAs } from './fake-config.js';
import { exception, recordedConfig } from './support.js';

const deployed = (region: string, name: string, rule: string): ConformancePack => ({
  ...deploymentOf(rule),
  region,
  name,
  status: 'CREATE_SUCCESSFUL',
  problem: null,
});

const theirs: ConformancePack = { ...deployed('eu-west-1', 'theirs', 'their-rule'), parameters: {} };

/** A pack that gets a new version, one that goes, and one of somebody else. */
const before: Organization = {
  ...organizationWith(),
  configuration: {
    conformancePacks: [
      deployed('eu-west-1', 'ringfence-a', 'old-rule'),
      deployed('us-east-1', 'ringfence-gone', 'old-rule'),
      theirs,
    ],
    rules: [],
    recordings: null,
  },
};

/** The new version, from the bucket, first for a canary; and a new pack in the other region, with its template. */
const changes = packChanges(
  before,
  [
    wantedPack('eu-west-1', 'ringfence-a', 'new-rule', {
      deliveryBucket: 'awsconfigconforms-x',
      excludedAccounts: [SHOP],
    }),
    wantedPack('us-east-1', 'ringfence-b', 'other-rule'),
  ],
  [SANDBOX],
);

const ringfence = ({ configuration }: Organization) =>
  configuration.conformancePacks.filter(({ name }) => name.startsWith('ringfence-'));

/** Everything but which deployment it was that left a pack as it is. */
const essence = ({ configuration, trustedServices }: Organization): unknown => ({
  trustedServices,
  packs: configuration.conformancePacks
    .map(({ status: _status, ...pack }) => pack)
    .toSorted((one, other) => (`${one.region} ${one.name}` < `${other.region} ${other.name}` ? -1 : 1)),
});

async function run(strikes: Strikes, continued: number): Promise<{ last: Organization; requests: number }> {
  const memory = memoryOrganization(before);
  const recorded = recordedConfig();
  const api = answerConfigAs(recorded, memory, strikes);
  const journal = new MemoryJournal();
  await journal.append(runOf(before, changes));
  let result = await applyJournal(recorded.port, journal, { clock: recorded.clock });
  for (let tries = 0; result.status !== 'applied' && tries < continued; tries++)
    result = await applyJournal(recorded.port, journal, { clock: recorded.clock });
  assert.equal(result.status === 'halted' ? result.problem.message : result.status, 'applied');
  return { last: memory.now(), requests: api.requests };
}

const noAnswer = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const named = (name: string) => (): Error => exception(name);

/** What strikes; before or after the request takes effect; how often the run may need to be continued. */
const FAULTS: readonly (readonly [string, 'before' | 'after', () => Error, number])[] = [
  ['a throttle', 'before', named('ThrottlingException'), 0],
  ['a failure inside AWS', 'before', named('InternalFailure'), 0],
  ['a failure inside AWS after the effect', 'after', named('InternalFailure'), 0],
  ['a change in progress', 'before', named('ResourceInUseException'), 1],
  ['no answer and no effect', 'before', noAnswer, 1],
  ['no answer, but the effect', 'after', noAnswer, 1],
  ['expired credentials', 'before', named('ExpiredTokenException'), 1],
];

describe('faults at every request while conformance packs are deployed', function () {
  this.timeout(120_000);
  let injected = 0;

  it('undisturbed: what is wanted is there, what is not is gone, and the pack of somebody else is as it was', async () => {
    const { last } = await run({}, 0);
    assert.deepEqual(last.trustedServices, [CONFIG_SERVICE]);
    assert.deepEqual(
      ringfence(last)
        .map(({ region, name, excludedAccounts, deliveryBucket }) => [region, name, excludedAccounts, deliveryBucket])
        .toSorted(),
      [
        ['eu-west-1', 'ringfence-a', [SHOP], 'awsconfigconforms-x'],
        ['us-east-1', 'ringfence-b', [], null],
      ],
    );
    assert.deepEqual(
      last.configuration.conformancePacks.find(({ name }) => name === 'theirs'),
      theirs,
    );
  });

  for (const [name, at, thrown, continued] of FAULTS) {
    it(`${name}: the run converges, continued at most ${continued} times`, async () => {
      const { last, requests } = await run({}, 0);
      assert.ok(requests > 40, `${requests}`);
      for (let index = 0; index < requests; index++) {
        injected++;
        const strike = (request: number) => (request === index ? thrown() : undefined);
        const after = await run({ [at]: strike }, continued);
        assert.deepEqual(essence(after.last), essence(last), `request ${index}`);
      }
    });
  }

  after(() => console.log(`    ${injected} faults injected`));
});
