import type { Configuration } from '../../configuration/configuration.js';
import type { Catalogue } from '../../scp/catalogue/catalogue.js';
import { type Change, isPackChange, type PolicyChange } from '../change.js';
import { allowance, configuredQuotas, keepers } from '../planned/settings.js';
import type { Organization } from '../tree.js';
import { organizationAfter } from './after.js';
import type { Refusal } from './draft.js';
import { accessRefusals } from './safety.js';
import { checkSteps } from './steps.js';

interface RollbackInput {
  readonly organization: Organization;
  /** What puts back what a run replaced. */
  readonly changes: readonly Change[];
  readonly configuration: Configuration;
  readonly catalogue: Catalogue;
}

/**
 * What speaks against going back: a step that AWS would refuse, or somebody who must keep access and would lose it.
 * Going back may leave accounts less guarded: that is what it is for.
 */
export function rollbackRefusals({ organization, changes, configuration, catalogue }: RollbackInput): Refusal[] {
  if (changes.length === 0) return [];
  const perTarget = (type: PolicyChange['kind']): number | null => allowance(configuration, type).perTarget;
  const policies = changes.filter((change) => !isPackChange(change));
  const steps = checkSteps(organization, policies, perTarget).filter(({ rule }) => rule !== 'less-guarded');
  const after = organizationAfter(organization, changes, configuredQuotas(configuration));
  if (after.error) return [...steps, { rule: 'not-possible', message: after.error.message }];
  return [...steps, ...accessRefusals({ organization, catalogue, keepers: keepers(configuration) }, after.value)];
}
