import { safeJson } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';

/** `--print-config`: what holds after `extends`, defaults and locks, whichever command was asked for. */
export async function printConfiguration(context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const { configuration, files } = await configured(context);
  const { folder: _, pinned: __, ...shown } = configuration;
  const { stringify } = await import('yaml');
  const origin =
    configuration.file === null
      ? '# No ringfence.yaml: the defaults.\n'
      : `# From ${files.length === 1 ? configuration.file : `${configuration.file} and what it extends`}.\n`;
  await deliver(context, {
    text: () => origin + stringify(shown),
    json: () => `${safeJson(shown)}\n`,
  });
  return 0;
}
