import type { PolicyChange } from '../../../src/organization/change.js';
import { planChanges } from '../../../src/organization/plan/changes.js';
import { OWNER_TAG } from '../../../src/organization/plan/desired.js';
import type { Organization, Unit } from '../../../src/organization/tree.js';
import { denying, foreign, input, organizationWith, owned, ROOT, SANDBOX, WORKLOADS, wanted } from '../plan/support.js';

/** The sample: a new version (first for a canary), one that is replaced where it is, one that goes, a type to enable. */
const guard = wanted('guard', denying('ecs:ExecuteCommand', 'ecs:RunTask'));
const data = wanted(
  'data',
  denying('ecr:GetDownloadUrlForLayer').replaceAll('"Effect"', '"Principal":"*","Effect"'),
  ROOT,
  'RESOURCE_CONTROL_POLICY',
);
const tags = wanted('tags', '{"tags":{"owner":{}}}', WORKLOADS, 'TAG_POLICY');
const oldGuard = owned(wanted('guard', denying('ecs:ExecuteCommand')), 'p-old0000001');
const oldTags = owned(wanted('tags', '{"tags":{"team":{}}}', WORKLOADS, 'TAG_POLICY'), 'p-tags000001');
const gone = owned(wanted('gone', denying('ecs:StopTask'), ROOT), 'p-gone000001');
export const theirs = foreign('p-theirs0001');
export const before: Organization = {
  ...organizationWith({ [WORKLOADS]: [oldGuard, oldTags, theirs], [ROOT]: [gone] }),
  policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED', TAG_POLICY: 'ENABLED' },
};
export const plan = (
  organization: Organization,
  waves = [{ name: 'canary', units: [SANDBOX] }],
): readonly PolicyChange[] => planChanges(input({ organization, desired: [guard, data, tags], waves })).changes;

export const everyTarget = (unit: Unit): readonly { readonly id: string; readonly policies: readonly string[] }[] => [
  unit,
  ...unit.accounts,
  ...unit.units.flatMap(everyTarget),
];

/** Everything but the lock, ids of what was created, and the order in which policies are attached. */
export function essence({ root, policies, policyTypes }: Organization): unknown {
  const nameOf = (id: string): string => policies.get(id)?.name ?? id;
  return {
    policyTypes,
    attached: everyTarget(root).map(({ id, policies }) => [id, policies.map(nameOf).toSorted()]),
    policies: [...policies.values()]
      .map(({ name, content, tags: { [OWNER_TAG]: owner } }) => [name, content, owner])
      .toSorted(),
  };
}
