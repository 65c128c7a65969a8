import type { Command } from 'commander';
import { configAccess } from '../node/config-access.js';
import { recordedRuns } from '../node/runs.js';
import type { RunState } from '../organization/apply/journal.js';
import { isPackChange } from '../organization/change.js';
import { type Drift, driftOf, isDrift } from '../organization/drift.js';
import { findTarget } from '../organization/find-target.js';
import { packDriftOf } from '../organization/pack-drift.js';
import { safeJson, safeText } from '../reports/safe-text.js';
import { compliance } from './compliance.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { desired } from './deployment.js';
import { Mistake } from './mistake.js';
import type { DriftResult } from './output-schemas.js';
import type { RunFlags } from './run-changes.js';

interface DriftFlags extends RunFlags {
  readonly organization?: string;
  readonly compliance?: true;
}

/** `ringfence drift` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .option('--organization <where>', 'aws, or an organization file (default: organization.source)')
    .option('--journal <dir>', 'where journals of runs lie (default: .ringfence/runs)')
    .option('--compliance', 'instead, what AWS Config has found in each account, by control (needs an aggregator)')
    .action((flags: DriftFlags) => act((context) => drift(flags, context)));
}

async function drift(flags: DriftFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  if (flags.compliance) return compliance(flags, context);
  const { reading, state, packs, loaded, about } = await desired(flags, context);
  const problems = [...state.problems, ...packs.problems];
  if (problems.length > 0) throw new Mistake(problems.join('\n'));
  const units = (loaded.configuration.organization.waves ?? []).flatMap((wave) => wave.units);
  const places = units.map((unit) => findTarget(reading.organization, unit));
  const runs = await recordedRuns({ about }, context.terminal.cwd, flags);
  const policies = driftOf({
    organization: reading.organization,
    desired: state.documents,
    waveUnits: places.flatMap((place) => (typeof place === 'string' ? [] : [place.id])),
    applied: appliedNames(runs),
  });
  // A file holds every region.
  const regions = about.source === 'aws' ? (configAccess(loaded.configuration)?.regions ?? []) : null;
  const { conformancePacks } = reading.organization.configuration;
  const found = [...policies, ...packDriftOf({ packs: conformancePacks, desired: packs.packs, runs, regions })];
  const result: DriftResult = { version: 1, results: found };
  await deliver(context, { text: () => driftText(found), json: () => `${safeJson(result)}\n` });
  return found.some(isDrift) ? 1 : 0;
}

/** What runs have created or renamed, and not removed since; without journals nothing is known. */
function appliedNames(runs: readonly RunState[]): Set<string> {
  const names = new Set<string>();
  for (const { start, made } of runs) {
    for (const [index, change] of start.changes.entries()) {
      if (!made.has(index) || isPackChange(change)) continue;
      const { action, name, newName } = change;
      if (action === 'delete') names.delete(name);
      if (action === 'create') names.add(name);
      if (action === 'update' && newName !== null) names.add(newName);
    }
  }
  return names;
}

function driftText(found: readonly Drift[]): string {
  const lines = found.map(({ kind, policy, target, region, message }) => {
    const where = [...(target === null ? [] : [` at ${target}`]), ...(region === undefined ? [] : [` in ${region}`])];
    return safeText(`${kind}  ${policy}${where.join('')}: ${message}`, 1000);
  });
  const count = found.filter(isDrift).length;
  const total = count === 0 ? 'nothing drifted' : `${count} ${count === 1 ? 'thing' : 'things'} drifted`;
  return [...lines, total, ''].join('\n');
}
