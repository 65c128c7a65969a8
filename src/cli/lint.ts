import type { Command } from 'commander';
import { lintPaths } from '../node/lint.js';
import { lintJson, lintText } from '../reports/lint.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';

interface LintFlags {
  readonly allowEmpty?: true;
}

/** `ringfence lint PATH…` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .argument('<path...>', 'policy documents, or folders of them')
    .option('--allow-empty', 'no document is no mistake')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], flags: LintFlags) => act((context) => lint(paths, flags, context)));
}

const EXAMPLES = `
Examples:
  ringfence lint scp/                      what is emitted, edited or not
  ringfence lint our-own-scp.json          one document
  ringfence lint scp/ --format json        for machines`;

async function lint(paths: readonly string[], flags: LintFlags, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const { configuration } = await configured(context);
  const result = await lintPaths(context.terminal.cwd, paths, configuration);
  await deliver(context, { text: (colour) => lintText(result, { colour }), json: () => lintJson(result) });
  const judged = result.documents.length > 0 || result.results.length > 0;
  if (result.errors.length > 0 || (!judged && !flags.allowEmpty)) return 2;
  return result.results.some(({ severity }) => severity === 'error') ? 1 : 0;
}
