import { type Command, Option } from 'commander';
import type { Loaded } from '../node/configuration.js';
import { type JudgedOrganization, JudgedOrganizations } from '../node/judged-organizations.js';
import type { Context } from './context.js';
import { Mistake, mistakeOf } from './mistake.js';

/** What `simulate` and `prove` judge: the organization as it is, or as it will be. */
export interface OrganizationFlags {
  readonly organization?: string;
  readonly state: 'planned' | 'current';
  readonly policies?: string;
}

export function addOrganizationOptions(command: Command): Command {
  return command
    .option('--organization <file>', 'the organization file (default: the units that the configuration names)')
    .addOption(
      new Option('--state <state>', 'after the configuration is applied, or as the file says')
        .choices(['planned', 'current'])
        .default('planned'),
    )
    .option('--policies <folder>', 'documents that take the place of generated ones of the same name (scp, say)');
}

/** The file that `--organization` names; null for the tree of the targets. @throws Mistake for `aws` */
export function organizationFile({ organization }: { readonly organization?: string }): string | null {
  if (organization !== 'aws') return organization ?? null;
  throw new Mistake('this command never calls AWS: take `ringfence snapshot`, and name its file with --organization');
}

/** Which policies are judged: `planned`, `current`, or a folder of documents. */
export const policiesOf = ({ state, policies }: OrganizationFlags): string =>
  state === 'current' ? 'current' : (policies ?? 'planned');

/** @throws Mistake where the file, the configuration or a document cannot be used */
export async function judgedOrganization(
  flags: OrganizationFlags,
  { terminal }: Context,
  loaded: Loaded,
): Promise<JudgedOrganization> {
  const organizations = new JudgedOrganizations(terminal.cwd, loaded);
  const outcome = await organizations.judged(organizationFile(flags), policiesOf(flags));
  if (outcome.problems) throw mistakeOf(outcome.problems);
  return outcome.value;
}
