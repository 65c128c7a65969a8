import { type Command, Option } from 'commander';
import type { EngineChoice } from '../check/options.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';

interface TestFlags {
  readonly engine: EngineChoice;
  readonly allowEmpty?: true;
}

/** `ringfence test [PATH…]` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .argument('[path...]', 'test files, or folders of them (default: ringfence-tests/)')
    .addOption(new Option('--engine <engine>', 'which engine judges').choices(['opa', 'guard', 'all']).default('opa'))
    .option('--allow-empty', 'no test is no mistake')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], flags: TestFlags) => act((context) => runTests(paths, flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence test                        every test in ringfence-tests/
  ringfence test policies/network.yaml  one file
  ringfence test --engine all           by both engines`;

async function runTests(paths: readonly string[], flags: TestFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const { testPaths } = await import('../node/unit-tests.js');
  const { unitTestExitStatus } = await import('../unit-tests/exit-status.js');
  const { unitTestJson, unitTestText } = await import('../unit-tests/report.js');
  const result = await testPaths(context.terminal.cwd, paths, loaded, flags.engine);
  await deliver(context, { text: () => unitTestText(result), json: () => unitTestJson(result) });
  const status = unitTestExitStatus(result, flags.allowEmpty ?? false);
  if (status === 2 && result.errors.length === 0)
    context.terminal.tell('error: nothing was tested: there is no case in these files; --allow-empty accepts it\n');
  return status;
}
