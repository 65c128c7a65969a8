import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { systemReason } from '../node/paths.js';
import { schemaValidator } from '../node/schemas.js';
import { decided } from '../node/simulate.js';
import { safeText } from '../reports/safe-text.js';
import { simulateJson, simulateText } from '../reports/simulate.js';
import { ACTION } from '../simulate/action.js';
import { type AskedRequest, readRequests } from '../simulate/read-requests.js';
import type { WrittenRequest } from '../simulate/schema.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { Mistake, mistakeOf } from './mistake.js';
import { addOrganizationOptions, judgedOrganization, type OrganizationFlags } from './organization-options.js';

interface SimulateFlags extends OrganizationFlags, Omit<WrittenRequest, 'context'> {
  readonly context?: readonly string[];
  readonly requests?: string;
  readonly expect?: 'allow' | 'deny';
}

/** `ringfence simulate` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
  addOrganizationOptions(command)
    .option('--principal <arn>', 'who asks: the ARN of a role, a session, a user or a root user')
    .option('--action <action>', 'what for, such as ecs:DeleteCluster')
    .option('--resource <arn>', 'on what (default: *)')
    .option('--region <region>', 'the region of the endpoint that is called')
    .option('--account <number>', "whose policies decide (default: the principal's own account)")
    .option('--unit <path>', 'a unit instead of an account')
    .addOption(new Option('--context <key=value>', 'a condition key; repeated for several values').argParser(collect))
    .addOption(new Option('--expect <decision>', 'exit status 1 if it is decided otherwise').choices(['allow', 'deny']))
    .option('--requests <file>', 'a list of requests, or events of CloudTrail')
    .addHelpText('after', EXAMPLES)
    .action((flags: SimulateFlags) => act((context) => simulate(flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence simulate --principal arn:aws:iam::222222222222:root --action ecs:DeleteCluster --unit /Workloads
  ringfence simulate --requests requests.yaml --organization organization.yaml
  ringfence simulate --requests cloudtrail.json --policies scp`;

async function simulate(flags: SimulateFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const asked = await askedRequests(flags, context);
  const judged = await judgedOrganization(flags, context, loaded);
  const result = await decided(
    judged,
    asked.map((one) => one.case),
  );
  await deliver(context, { text: (colour) => simulateText(result, { colour }), json: () => simulateJson(result) });
  if (result.results.length === 0) return 2;
  return result.results.every(({ passed }) => passed) ? 0 : 1;
}

async function askedRequests(flags: SimulateFlags, context: Context): Promise<readonly AskedRequest[]> {
  if (flags.requests === undefined) return [typedRequest(flags)];
  if (flags.principal !== undefined || flags.action !== undefined) {
    throw new Mistake('name either a request (--principal, --action) or a file of requests (--requests)');
  }
  const text = await readFile(resolve(context.terminal.cwd, flags.requests), 'utf8').catch((error: unknown) => {
    throw new Mistake(`\`${flags.requests}\` cannot be read: ${systemReason(error)}`);
  });
  const read = readRequests(flags.requests, text, await schemaValidator('requests'));
  if (read.problems) throw mistakeOf(read.problems);
  for (const { file, line, message } of read.value.skipped) {
    context.terminal.tell(`${safeText(file)}:${line ?? ''}: ${safeText(message)}\n`);
  }
  return read.value.requests;
}

/** The request of the options. */
function typedRequest({
  principal,
  action,
  resource,
  region,
  account,
  unit,
  context,
  expect,
}: SimulateFlags): AskedRequest {
  if (principal === undefined || action === undefined) {
    throw new Mistake('a request needs --principal and --action; --requests takes a file of them');
  }
  if (!new RegExp(ACTION).test(action)) {
    throw new Mistake(`\`${action}\` is no action: write \`service:Name\`, \`ecs:DeleteCluster\` say`);
  }
  const optional = {
    ...(resource && { resource }),
    ...(region && { region }),
    ...(account && { account }),
    ...(unit && { unit }),
  };
  const request: WrittenRequest = { principal, action, ...optional, context: contextOf(context ?? []) };
  return { case: { request, ...(expect && { expect }) }, file: 'the request', line: null };
}

/** `k=v` for each value; one key may stand several times. */
function contextOf(pairs: readonly string[]): Record<string, string[]> {
  const context = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Mistake(`\`--context ${pair}\` is not of the form KEY=VALUE`);
    const key = pair.slice(0, at);
    context.set(key, [...(context.get(key) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(context);
}
