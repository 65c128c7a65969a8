import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { JOURNALS } from '../node/journal.js';
import { type Drift, driftOf, isDrift } from '../organization/drift.js';
import { findTarget } from '../organization/find-target.js';
import { safeJson, safeText } from '../reports/safe-text.js';
import { compliance } from './compliance.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { desiredState } from './deployment.js';
import { Mistake } from './mistake.js';
import type { DriftResult } from './output-schemas.js';
import { openedRun, type RunFlags } from './run-changes.js';

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
  const { reading, state, loaded, about } = await desiredState(flags, context);
  if (state.problems.length > 0) throw new Mistake(state.problems.join('\n'));
  const units = (loaded.configuration.organization.waves ?? []).flatMap((wave) => wave.units);
  const places = units.map((unit) => findTarget(reading.organization, unit));
  const found = driftOf({
    organization: reading.organization,
    desired: state.documents,
    waveUnits: places.flatMap((place) => (typeof place === 'string' ? [] : [place.id])),
    applied: await appliedNames(flags, context, about.id),
  });
  const result: DriftResult = { version: 1, results: found };
  await deliver(context, { text: () => driftText(found), json: () => `${safeJson(result)}\n` });
  return found.some(isDrift) ? 1 : 0;
}

/** What runs on this organization have created or renamed, and not removed since; without journals nothing is known. */
async function appliedNames(flags: RunFlags, context: Context, organization: string): Promise<Set<string>> {
  const folder = resolve(context.terminal.cwd, flags.journal ?? JOURNALS);
  const files = await readdir(folder).catch(() => []);
  const names = new Set<string>();
  for (const file of files.toSorted().filter((one) => one.endsWith('.jsonl'))) {
    const { journal, state } = await openedRun(file.replace(/\.jsonl$/, ''), flags, context);
    await journal.close();
    if (state.start.source.id !== organization) continue;
    for (const [index, { action, name, newName }] of state.start.changes.entries()) {
      if (!state.made.has(index)) continue;
      if (action === 'delete') names.delete(name);
      if (action === 'create') names.add(name);
      if (action === 'update' && newName !== null) names.add(newName);
    }
  }
  return names;
}

function driftText(found: readonly Drift[]): string {
  const lines = found.map(({ kind, policy, target, message }) =>
    safeText(`${kind}  ${policy}${target === null ? '' : ` at ${target}`}: ${message}`, 1000),
  );
  const count = found.filter(isDrift).length;
  const total = count === 0 ? 'nothing drifted' : `${count} ${count === 1 ? 'thing' : 'things'} drifted`;
  return [...lines, total, ''].join('\n');
}
