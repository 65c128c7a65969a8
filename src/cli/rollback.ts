import type { Command } from 'commander';
import { inverseChanges } from '../organization/apply/inverse.js';
import { checkSteps } from '../organization/plan/steps.js';
import { allowance } from '../organization/planned/settings.js';
import { planText } from '../reports/plan.js';
import { safeText } from '../reports/safe-text.js';
import { addRunOptions } from './apply.js';
import { configured } from './configured.js';
import { confirm } from './confirm.js';
import type { Context, ExitStatus } from './context.js';
import { opened } from './deployment.js';
import { Mistake } from './mistake.js';
import { openedRun, type RunFlags, startRun } from './run-changes.js';

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
  const { changes, kept } = inverseChanges(state);
  const perTarget = (type: (typeof changes)[number]['kind']): number | null =>
    allowance(loaded.configuration, type).perTarget;
  const refusals = checkSteps(reading.organization, changes, perTarget).filter(({ rule }) => rule !== 'less-guarded');
  const plan = {
    version: 1 as const,
    checksum: state.start.checksum,
    changes,
    refusals,
    apiCalls: reading.apiCalls,
    organization: about,
    affected: [],
  };
  context.terminal.print(planText(plan, { colour: false, listed: false }));
  for (const { name } of kept)
    context.terminal.print(
      `stays enabled: ${safeText(name)}, since disabling it would detach every policy of the type\n`,
    );
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
