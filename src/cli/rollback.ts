import type { Command } from 'commander';
import { iamCatalogue } from '../node/catalogue.js';
import { recordedRun, recordedRuns, refuseOther, startRun } from '../node/runs.js';
import { inverseChanges } from '../organization/apply/inverse.js';
import { knownTemplates } from '../organization/apply/known-templates.js';
import { type Change, isPackChange } from '../organization/change.js';
import { everyAccount } from '../organization/places.js';
import { rollbackRefusals } from '../organization/plan/rollback.js';
import { planText } from '../reports/plan.js';
import { safeText } from '../reports/safe-text.js';
import { confirm } from './confirm.js';
import type { Context, ExitStatus } from './context.js';
import { runTarget } from './deployment.js';
import { Mistake } from './mistake.js';
import { addRunOptions, type RunFlags, shown } from './run-changes.js';

interface RollbackFlags extends RunFlags {
  readonly organization?: string;
}

/** `ringfence rollback RUN` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  addRunOptions(
    command
      .argument('<run>', 'the run that is undone: `apply` says its name')
      .option('--organization <where>', 'aws, or an organization file (default: organization.source)'),
  ).action((run: string, flags: RollbackFlags) => act((context) => rollback(run, flags, context)));
}

async function rollback(run: string, flags: RollbackFlags, context: Context): Promise<ExitStatus> {
  const { cwd } = context.terminal;
  const state = await recordedRun(run, cwd, flags);
  const target = await runTarget(flags, context);
  refuseOther(state, target);
  const { conformancePacks: packs } = target.organization.configuration;
  const { changes, kept, missing } = inverseChanges(state, {
    templates: knownTemplates(await recordedRuns(target, cwd, flags), packs),
    packs,
    accounts: everyAccount(target.organization).flatMap(({ id, active }) => (active ? [id] : [])),
  });
  const { checksum } = state.start;
  const { configuration } = target.loaded;
  const catalogue = await iamCatalogue();
  const refusals = [
    ...rollbackRefusals({ organization: target.organization, changes, configuration, catalogue }),
    ...missing.map((message) => ({ rule: 'template', message })),
  ];
  const { apiCalls, about } = target;
  const shownPlan = { changes, refusals, notes: [], apiCalls, organization: about, affected: [] };
  context.terminal.print(planText({ version: 1, checksum, ...shownPlan }, { colour: false, listed: false }));
  for (const change of kept) context.terminal.print(keptText(change));
  if (refusals.length > 0) throw new Mistake('a plan with refusals cannot be applied');
  if (changes.length === 0) return 0;
  await confirm(`Put back what run ${run} replaced?`, flags.yes ?? false, context);
  return shown(flags, context, (options) => startRun(target, { changes, checksum, waves: [] }, cwd, options));
}

function keptText(change: Change): string {
  const why = isPackChange(change) ? 'others may work by it' : 'disabling it would detach every policy of the type';
  return `stays enabled: ${safeText(change.name)}, since ${why}\n`;
}
