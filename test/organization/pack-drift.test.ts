import assert from 'node:assert/strict';
import type { RunState } from '../../src/organization/apply/journal.js';
import { isDrift } from '../../src/organization/drift.js';
import { type PackDriftInput, packDriftOf } from '../../src/organization/pack-drift.js';
import type { DesiredPack } from '../../src/organization/plan/packs/desired-pack.js';
import { MemoryJournal, runOf, stateOf } from './apply/support.js';
import { deployed, foreignPack, ONE, organizationOf, plannedFor, SHOP, TWO, wantedPack } from './plan/packs/support.js';

const a = wantedPack();
const next = wantedPack({ template: TWO });

/** A run that has put packs, or (without any) deleted what is there. */
function runThatPut(
  desired: readonly DesiredPack[],
  there: Parameters<typeof deployed>[0][] = [],
  entry: 'changed' | 'intent' = 'changed',
): RunState {
  const { changes } = plannedFor({ desired, there: there.map((pack) => deployed(pack)) });
  const journal = new MemoryJournal();
  journal.entries.push(runOf(organizationOf(), changes));
  const call = { operation: 'EnableAWSServiceAccess', service: 'any' } as const;
  for (const change of changes.keys())
    journal.entries.push({
      ...(entry === 'intent' ? { entry, call } : { entry }),
      change,
      time: '2026-11-25T06:00:00Z',
    });
  return stateOf(journal.entries);
}

const short = (input: Partial<PackDriftInput>): string[] =>
  packDriftOf({ packs: [], desired: [], runs: [], regions: null, ...input }).map(
    ({ kind, region, policy, message }) => `${kind} ${region} ${policy}: ${message}`,
  );

const CASES: readonly (readonly [what: string, input: Partial<PackDriftInput>, found: readonly string[]])[] = [
  ['nothing, where all is as it was applied', { packs: [deployed(a)], desired: [a], runs: [runThatPut([a])] }, []],
  ['nothing, without a journal where all is as it is wanted', { packs: [deployed(a)], desired: [a] }, []],
  ['packs of others', { packs: [foreignPack('finance'), foreignPack('ringfence-x')] }, []],
  [
    'a pack that somebody deleted',
    { desired: [a], runs: [runThatPut([a])] },
    ['missing eu-west-1 ringfence-a: somebody deleted it; the next apply creates it again'],
  ],
  [
    'a pack in a region that nobody looks at any more',
    { runs: [runThatPut([a])], regions: ['eu-central-1'] },
    [
      'not-looked-at eu-west-1 ringfence-a: a run deployed it, and the region is not looked at: name it in `organization.config.formerRegions`, and the next apply deletes it',
    ],
  ],
  [
    'a pack that a later run deleted, where nobody looks',
    { runs: [runThatPut([a]), runThatPut([], [a])], regions: [] },
    [],
  ],
  ['a pack that a later run deleted', { runs: [runThatPut([a]), runThatPut([], [a])] }, []],
  [
    'exclusions and a parameter other than applied',
    {
      packs: [deployed(wantedPack({ excludedAccounts: [SHOP], parameters: { Port: '1' } }))],
      desired: [a],
      runs: [runThatPut([a])],
    },
    ['changed eu-west-1 ringfence-a: other than applied: parameter `Port`, exclusions; the next apply puts it back'],
  ],
  [
    'another digest than applied',
    { packs: [deployed(next)], desired: [a], runs: [runThatPut([a])] },
    ['changed eu-west-1 ringfence-a: other than applied: template; the next apply puts it back'],
  ],
  [
    'a template that somebody edited in the file',
    { packs: [deployed(a, { template: `${ONE}#` })], desired: [a] },
    ['changed eu-west-1 ringfence-a: its template was edited; the next apply puts it back'],
  ],
  [
    'a pack that failed',
    { packs: [deployed(a, { status: 'UPDATE_FAILED', problem: 'no role' })], desired: [a], runs: [runThatPut([a])] },
    ['failed eu-west-1 ringfence-a: it is UPDATE_FAILED: no role'],
  ],
  [
    'a pack of somebody else under a name of ours',
    { packs: [foreignPack('ringfence-a')], desired: [a] },
    [
      'name-taken eu-west-1 ringfence-a: a pack of somebody else has the name: rename or delete it, ringfence leaves it alone',
    ],
  ],
  [
    'no drift: the configuration went on',
    { packs: [deployed(a)], desired: [next], runs: [runThatPut([a])] },
    ['not-applied eu-west-1 ringfence-a: other in the configuration: template'],
  ],
  [
    'no drift as far as is known: there is no journal',
    { packs: [deployed(a)], desired: [next] },
    [
      'not-applied eu-west-1 ringfence-a: other in the configuration: template; there is no journal of what was applied, so that somebody else may have changed it',
    ],
  ],
  [
    'no drift: a run stopped, and its last change may have been made',
    { packs: [deployed(next)], desired: [next], runs: [runThatPut([a]), runThatPut([next], [a], 'intent')] },
    [],
  ],
  [
    'no drift: a run stopped, and its last change was not made',
    { packs: [deployed(a)], desired: [next], runs: [runThatPut([a]), runThatPut([next], [a], 'intent')] },
    ['not-applied eu-west-1 ringfence-a: other in the configuration: template'],
  ],
  [
    'no drift: a run stopped before it created the pack, as far as is known',
    { desired: [a], runs: [runThatPut([a], [], 'intent')] },
    ['not-applied eu-west-1 ringfence-a: the configuration has it, and it is not applied yet'],
  ],
  [
    'no drift: not applied yet, and no longer wanted',
    { packs: [deployed(a)], desired: [wantedPack({ name: 'ringfence-b' })], runs: [runThatPut([a])] },
    [
      'not-applied eu-west-1 ringfence-a: the configuration no longer has it; the next apply deletes it',
      'not-applied eu-west-1 ringfence-b: the configuration has it, and it is not applied yet',
    ],
  ],
];

describe('drift of conformance packs', () => {
  for (const [what, input, found] of CASES) it(what, () => assert.deepEqual(short(input), found));

  it('is what is not only ahead of its apply', () => {
    const kinds = CASES.flatMap(([, input]) =>
      packDriftOf({ packs: [], desired: [], runs: [], regions: null, ...input }).map(
        (one) => `${one.kind} ${isDrift(one)}`,
      ),
    );
    assert.deepEqual([...new Set(kinds)].toSorted(), [
      'changed true',
      'failed true',
      'missing true',
      'name-taken true',
      'not-applied false',
      'not-looked-at true',
    ]);
  });
});
