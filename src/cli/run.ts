import { Command, CommanderError, Option } from 'commander';
import { OptionsError } from '../node/options-error.js';
import { safeText } from '../reports/safe-text.js';
import { COMMANDS } from './commands.js';
import type { CommonOptions, Context, ExitStatus } from './context.js';
import { Mistake } from './mistake.js';
import type { Terminal } from './terminal.js';

type Run = (context: Context) => Promise<ExitStatus>;

/**
 * Runs one command line.
 *
 * @param words without the program's name
 * @returns the exit status; never throws
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await runChosen(programFor(terminal), words, terminal);
  } catch (error) {
    return failure(error, terminal, words.includes('--debug'));
  }
}

async function runChosen(program: Command, words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let chosen: Run | undefined;
  await addCommands(program, words, (action) => {
    chosen = action;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof VersionAsked)) throw error;
    const { packageVersion } = await import('../node/package-root.js');
    terminal.print(`${await packageVersion()}\n`);
    return 0;
  }
  if (!chosen) return 2;
  const common = program.opts<CommonOptions>();
  const context = { terminal, common };
  if (!common.printConfig) return chosen(context);
  const { printConfiguration } = await import('./print-config.js');
  return printConfiguration(context);
}

function programFor(terminal: Terminal): Command {
  const program = new Command('ringfence')
    .description('Governance as code for Amazon ECS: one definition of a control, enforced everywhere.')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.tell })
    .helpCommand(true)
    .option('-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES);
  for (const option of commonOptions()) program.addOption(option);
  program.on('option:version', () => {
    throw new VersionAsked();
  });
  return program;
}

/** Thrown where commander meets `--version`: reading the version is asynchronous. */
class VersionAsked extends Error {}

const EXAMPLES = `
Examples:
  ringfence check infrastructure/           judge templates, plans and task definitions
  ringfence check plan.json --format json   the same, for machines
  ringfence controls service-no-public-ip   what a control asks for, and why
  ringfence init                            a configuration to start from`;

function commonOptions(): Option[] {
  const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
  return [
    new Option('--config <file>', 'the configuration (default: the nearest ringfence.yaml in this repository)'),
    new Option('--format <format>', 'how results are printed (default: text)'),
    new Option('--output <format=file>', 'also write results to a file (repeatable)').argParser(collect),
    new Option('--quiet', 'print results only'),
    new Option('--verbose', 'print more'),
    new Option('--debug', 'print the stack trace of an error'),
    new Option('--no-color', 'print without colours (as does NO_COLOR)'),
    new Option('--print-config', 'print the effective configuration, and do nothing else'),
  ];
}

async function addCommands(program: Command, words: readonly string[], choose: (run: Run) => void): Promise<void> {
  const typed = words.filter((word) => COMMANDS.some(({ name }) => name === word))[0];
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).description(summary);
    if (name === typed) (await load()).define(command, choose);
  }
}

function failure(error: unknown, terminal: Terminal, debug: boolean): ExitStatus {
  // Commander has printed its own message: help is no failure, a wrong word is the user's.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const mistaken = error instanceof Mistake || error instanceof OptionsError;
  tellLines(terminal, mistaken ? 'error: ' : 'defect: ', error instanceof Error ? error.message : String(error));
  if (!mistaken) terminal.tell(`Please report it at ${ISSUES}, with what --debug prints.\n`);
  if (debug && error instanceof Error) tellLines(terminal, '', error.stack ?? '');
  return mistaken ? 2 : 3;
}

const ISSUES = 'https://github.com/ringfence/ringfence/issues';

function tellLines(terminal: Terminal, prefix: string, text: string): void {
  for (const line of text.split('\n')) terminal.tell(`${prefix}${safeText(line, 2000)}\n`);
}
