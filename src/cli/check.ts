import { type Command, InvalidArgumentError, Option } from 'commander';
import { PROFILES, SEVERITIES } from '../controls/control.js';
import type { CheckFlags } from './check-flags.js';
import type { Context, ExitStatus } from './context.js';

/** `ringfence check PATH…` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command.argument('[path...]', 'files, folders, CDK assemblies, or `-` for standard input');
  for (const option of [...selecting(), ...judging(), ...reporting()]) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action((paths: string[], flags: CheckFlags) => {
    act(async (context) => {
      const { runCheck } = await import('./check-run.js');
      return runCheck(paths, flags, context);
    });
  });
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
const repeatable = (flags: string, description: string): Option => new Option(flags, description).argParser(collect);

const selecting = (): Option[] => [
  new Option('--engine <engine>', 'which engine judges; `all` compares both')
    .choices(['opa', 'guard', 'all'])
    .default('opa'),
  new Option('--profile <profile>', "exactly this profile (default: the configuration's)").choices(PROFILES),
  new Option('--control <id...>', 'these controls alone'),
  new Option('--skip <id...>', 'leave these controls out'),
  new Option('--severity <severity>', 'only controls at or above').choices(SEVERITIES),
  repeatable('--set <control.name=value>', 'a parameter of a control (repeatable)'),
  new Option('--unit <path>', 'the organizational unit whose parameters apply').default('/'),
];

const judging = (): Option[] => [
  repeatable('--parameter <name=value>', 'a template parameter (repeatable)'),
  repeatable('--parameters <file>', 'template parameters: a map, or a CloudFormation parameter file (repeatable)'),
  new Option('--any-parameter', 'a pass that another parameter value turns into a fail is a fail'),
  new Option('--region <region>', 'where it is deployed').argParser(regionName),
  new Option('--account <number>', 'the account that it is deployed to').argParser(accountNumber),
  new Option('--source <dir>', 'the Terraform sources of a plan: findings point at them'),
  new Option('--baseline <file>', 'leave known findings out'),
  new Option('--write-baseline <file>', 'write the findings of this run as known'),
];

const reporting = (): Option[] => [
  new Option('--fail-on <severity>', 'the lowest severity that gives exit status 1')
    .choices([...SEVERITIES, 'none'])
    .default('medium'),
  new Option('--fail-on-unknown', 'an unknown verdict gives exit status 1'),
  new Option('--allow-empty', 'nothing to judge is no mistake'),
  new Option('--normalize', 'print the resolved resources as JSON instead of judging them'),
  new Option('--watch', 'check again on every change'),
  new Option(
    '--jobs <n>',
    'how many threads judge (default: one; for 1,000 inputs or more one for each core, three at most)',
  ).argParser(wholeNumber),
];

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return Number(text);
}

function accountNumber(text: string): string {
  if (!/^[0-9]{12}$/.test(text)) throw new InvalidArgumentError('It must be an account number of 12 digits.');
  return text;
}

/** By its shape, since regions are added: eu-west-1, us-gov-west-1, eusc-de-east-1. */
function regionName(text: string): string {
  if (!/^[a-z]{2,4}(-[a-z]+)+-[0-9]+$/.test(text)) {
    throw new InvalidArgumentError('It must be the name of a region, such as eu-west-1.');
  }
  return text;
}

const EXAMPLES = `
Examples:
  ringfence check .                                        everything in this folder
  ringfence check web.yaml --parameter Environment=prod    with a template parameter
  terraform show -json tfplan | ringfence check -          a Terraform plan
  ringfence check cdk.out --profile strict --fail-on high  a CDK assembly
  ringfence check . --output json=findings.json            for people and for machines`;
