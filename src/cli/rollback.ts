import type { Command } from 'commander';
import { inverseChanges } from '../organization/apply/inverse.js';
import { type Change, isPackChange } from '../organization/change.js';
import { everyAccount } from '../organization/places.js';
import { checkSteps } from '../organization/plan/steps.js';
import { allowance } from '../organization/planned/settings.js';
import { planText } from '../reports/plan.js';
import { safeText } from '../reports/safe-text.js';
import { addRunOptions } from './apply.js';
import { configured } from './configured.js';
import { confirm } from './confirm.js';
import type { Context, ExitStatus } from './context.js';
import { opened } from './deployment.js';
import { knownTemplates } from './known-templates.js';
import { Mistake } from './mistake.js';
import { openedRun, type RunFlags, startRun } from './run-changes.js';
import { runsOn } from './runs.js';

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
  const loaded = await configured(context);
  const { journal, state } = await openedRun(run, flags, context);
  await journal.close();
  const { port, about, reading } = await opened(flags, context, loaded);
  if (state.start.source.id !== about.id) {
    throw new Mistake(`run \`${run}\` is of the organization ${state.start.source.id}, and this is ${about.id}`);
  }
  const { configuration } = reading.organization;
  const { changes, kept, missing } = inverseChanges(state, {
    templates: knownTemplates(await runsOn(about.id, flags, context), configuration.conformancePacks),
    packs: configuration.conformancePacks,
    accounts: everyAccount(reading.organization).flatMap(({ id, active }) => (active ? [id] : [])),
  });
  const policies = changes.filter((change) => !isPackChange(change));
  const perTarget = (type: (typeof policies)[number]['kind']): number | null =>
    allowance(loaded.configuration, type).perTarget;
  const steps = checkSteps(reading.organization, policies, perTarget).filter(({ rule }) => rule !== 'less-guarded');
  const refusals = [...steps, ...missing.map((message) => ({ rule: 'template', message }))];
  const plan = {
    version: 1 as const,
    checksum: state.start.checksum,
    changes,
    refusals,
    notes: [],
    apiCalls: reading.apiCalls,
    organization: about,
    affected: [],
  };
  context.terminal.print(planText(plan, { colour: false, listed: false }));
  for (const change of kept) context.terminal.print(keptText(change));
  if (refusals.length > 0) throw new Mistake('a plan with refusals cannot be applied');
  if (changes.length === 0) return 0;
  await confirm(`Put back what run ${run} replaced?`, flags.yes ?? false, context);
  return startRun(
    { port, about, organization: reading.organization },
    { changes, checksum: state.start.checksum, waves: [] },
    flags,
    context,
  );
}

function keptText(change: Change): string {
  const why = isPackChange(change) ? 'others may work by it' : 'disabling it would detach every policy of the type';
  return `stays enabled: ${safeText(change.name)}, since ${why}\n`;
}
