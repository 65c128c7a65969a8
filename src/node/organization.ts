import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.js';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { isFile } from '../configuration/targets.js';
import { configuredTree } from '../organization/configured-tree.js';
import { readOrganization } from '../organization/file/read.js';
import { plannedOrganization } from '../organization/planned/planned-organization.js';
import { type PlannedState, plannedState } from '../organization/planned/planned-state.js';
import type { Organization } from '../organization/tree.js';
import { organizationPolicies } from '../organization-policies/index.js';
import { displayPath, systemReason } from './paths.js';
import { schemaValidator } from './schemas.js';

/** The organization that a command works with: as it is, and as the configuration will make it. */
export interface OrganizationState {
  /** The file, or null where the tree is that of the configuration's targets. */
  readonly file: string | null;
  readonly current: Organization;
  readonly planned: Organization;
  readonly state: PlannedState;
}

/**
 * Reads the organization file, or takes the tree of the configuration's targets, and computes the planned state. AWS
 * is never called.
 *
 * @param file of the organization; null for the tree of the targets
 */
export async function organizationState(
  cwd: string,
  file: string | null,
  configuration: Configuration,
): Promise<Outcome<OrganizationState>> {
  const read = file === null ? { value: configuredTree(configuration) } : await organizationFrom(cwd, file);
  if (read.problems) return read;
  const current = read.value;
  const files = await policyFiles(configuration);
  const state = plannedState({ organization: current, configuration, controls: organizationPolicies, files });
  if (state.problems.length > 0) {
    const place = { file: configuration.file ?? 'ringfence.yaml', line: null, column: null };
    return { problems: state.problems.map((message): ConfigurationProblem => ({ ...place, message })) };
  }
  return { value: { file, current, planned: plannedOrganization(current, state.documents), state } };
}

/** The organization of a file. */
async function organizationFrom(cwd: string, file: string): Promise<Outcome<Organization>> {
  const path = resolve(cwd, file);
  try {
    return readOrganization(
      displayPath(cwd, path),
      await readFile(path, 'utf8'),
      await schemaValidator('organization'),
    );
  } catch (error) {
    return { problems: [{ file, line: null, column: null, message: `it cannot be read: ${systemReason(error)}` }] };
  }
}

/** The documents that targets name by a path, which counts from the folder of the configuration. */
export async function policyFiles({
  organization,
  folder,
}: Configuration): Promise<Map<string, { text: string } | { problem: string }>> {
  const named = new Set((organization.targets ?? []).flatMap(({ policies = [] }) => policies.filter(isFile)));
  const files = new Map<string, { text: string } | { problem: string }>();
  for (const name of named) {
    try {
      files.set(name, { text: await readFile(resolve(folder ?? '.', name), 'utf8') });
    } catch (error) {
      files.set(name, { problem: `it cannot be read: ${systemReason(error)}` });
    }
  }
  return files;
}
