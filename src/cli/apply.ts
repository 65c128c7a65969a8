import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Deployment } from '../node/deployment.js';
import { systemReason } from '../node/paths.js';
import { continueRun, refuseUnfit, startDeployment } from '../node/runs.js';
import type { Change } from '../organization/change.js';
import { planText } from '../reports/plan.js';
import { confirm } from './confirm.js';
import type { Context, ExitStatus } from './context.js';
import { addDeploymentOptions, type DeploymentFlags, deployment, reported, runTarget } from './deployment.js';
import { Mistake } from './mistake.js';
import { addRunOptions, type RunFlags, shown } from './run-changes.js';

interface ApplyFlags extends DeploymentFlags, RunFlags {
  readonly plan?: string;
  readonly checksum?: string;
  readonly continue?: string;
}

/** `ringfence apply` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  addRunOptions(addDeploymentOptions(command))
    .option('--plan <file>', 'the plan that was reviewed (of `plan --out`)')
    .option('--checksum <sum>', 'the checksum of the plan that was reviewed')
    .option('--continue <run>', 'go on with a run that soaks, or that stopped')
    .addHelpText('after', EXAMPLES)
    .action((flags: ApplyFlags) => act((context) => applyPlan(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence plan --out plan.json && ringfence apply --plan plan.json --yes
  ringfence apply --checksum 0123456789abcdef --yes
  ringfence apply --continue 20260101T120000Z-012345`;

async function applyPlan(flags: ApplyFlags, context: Context): Promise<ExitStatus> {
  const { cwd } = context.terminal;
  const { continue: run } = flags;
  if (run !== undefined) {
    const target = await runTarget(flags, context);
    return shown(flags, context, (options) => continueRun(run, target, cwd, options));
  }
  const reviewed = await reviewedChecksum(flags, context);
  const made = await deployment(flags, context);
  refuse(made, reviewed, context);
  if (made.plan.changes.length === 0) {
    context.terminal.print('nothing to change\n');
    return 0;
  }
  await confirm(
    `Apply ${made.plan.changes.length} changes for ${made.plan.affected.length} accounts?`,
    flags.yes ?? false,
    context,
  );
  return shown(flags, context, (options) => startDeployment(made, cwd, options));
}

/** What was reviewed: its checksum, and its changes where a file has them. */
interface Reviewed {
  readonly checksum: string;
  readonly changes: readonly unknown[] | null;
}

async function reviewedChecksum({ plan, checksum }: ApplyFlags, { terminal }: Context): Promise<Reviewed | null> {
  if (checksum !== undefined) return { checksum, changes: null };
  if (plan === undefined) {
    if (!terminal.printsToTerminal)
      throw new Mistake('without a terminal a plan that was reviewed is needed: --plan FILE or --checksum SUM');
    return null;
  }
  const text = await readFile(resolve(terminal.cwd, plan), 'utf8').catch((error: unknown) => {
    throw new Mistake(`\`${plan}\` cannot be read: ${systemReason(error)}`);
  });
  const value = parsed(text);
  if (!isPlan(value)) throw new Mistake(`\`${plan}\` is no plan of \`ringfence plan --out\``);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isPlan = (value: unknown): value is Reviewed =>
  typeof value === 'object' &&
  value !== null &&
  'checksum' in value &&
  typeof value.checksum === 'string' &&
  'changes' in value &&
  Array.isArray(value.changes);

/** A plan with refusals, or one that is not what was reviewed, is not applied: what differs is shown. */
function refuse(made: Deployment, reviewed: Reviewed | null, { terminal, common }: Context): void {
  const { plan } = made;
  const stale = reviewed !== null && reviewed.checksum !== plan.checksum;
  if (stale || reviewed === null || plan.refusals.length > 0) {
    terminal.print(planText(reported(made), { colour: false, listed: common.verbose ?? false }));
  }
  if (stale && plan.refusals.length === 0) {
    for (const line of differences(reviewed.changes, plan.changes)) terminal.print(`${line}\n`);
  }
  refuseUnfit(made, reviewed?.checksum ?? null);
}

function differences(reviewed: readonly unknown[] | null, now: readonly Change[]): string[] {
  if (!reviewed) return [];
  const before = new Set(reviewed.map(essence));
  const after = new Set(now.map(essence));
  return [
    ...[...before].filter((one) => !after.has(one)).map((one) => `reviewed, and no longer planned: ${one}`),
    ...[...after].filter((one) => !before.has(one)).map((one) => `planned, and not reviewed: ${one}`),
  ];
}

const essence = (change: unknown): string => {
  if (typeof change !== 'object' || change === null) return '';
  const { action, name, targetName, region, after } = {
    action: '',
    name: '',
    targetName: '',
    region: '',
    after: '',
    ...change,
  };
  // A pack keeps its name whatever it is put with.
  return `${action} ${name} ${targetName ?? ''}${region === null ? '' : `in ${region}, ${hash(`${after}`)}`}`;
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
