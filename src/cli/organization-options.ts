import { type Command, Option } from 'commander';
import type { Loaded } from '../node/configuration.js';
import { type OrganizationState, organizationState } from '../node/organization.js';
import { replacedDocuments } from '../node/replaced-documents.js';
import { plannedOrganization } from '../organization/planned/planned-organization.js';
import type { PlannedDocument } from '../organization/planned/planned-state.js';
import type { Organization } from '../organization/tree.js';
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

/** An organization to judge, and the documents that ringfence plans in it. */
export interface JudgedOrganization {
  readonly organization: Organization;
  readonly documents: readonly PlannedDocument[];
  readonly state: OrganizationState;
}

/** @throws Mistake where the file, the configuration or a document cannot be used */
export async function judgedOrganization(
  flags: OrganizationFlags,
  { terminal }: Context,
  { configuration }: Loaded,
): Promise<JudgedOrganization> {
  if (flags.organization === 'aws') {
    throw new Mistake('this command never calls AWS: take `ringfence snapshot`, and name its file with --organization');
  }
  const outcome = await organizationState(terminal.cwd, flags.organization ?? null, configuration);
  if (outcome.problems) throw mistakeOf(outcome.problems);
  const state = outcome.value;
  if (flags.state === 'current') return { organization: state.current, documents: state.state.documents, state };
  if (flags.policies === undefined) return { organization: state.planned, documents: state.state.documents, state };
  const replaced = await replacedDocuments(terminal.cwd, flags.policies, state.state.documents);
  if (replaced.problems) throw mistakeOf(replaced.problems);
  return { organization: plannedOrganization(state.current, replaced.value), documents: replaced.value, state };
}
