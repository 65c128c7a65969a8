import type { Governing } from '../organization/planned/governing.js';
import { GUARDRAILS } from '../organization/planned/governing.js';
import type { Organization } from '../organization/tree.js';
import { propertiesOf } from '../organization-policies/inputs.js';
import { noEscape } from '../scp/prove/escape.js';
import type { AskedProperty } from './prove-all.js';

/** What is to be proved of every control in use, where it is in use; and that nobody becomes exempt. */
export function controlProperties(inForce: readonly Governing[], organization: Organization): AskedProperty[] {
  return inForce.flatMap(({ control, inputs, place }) => {
    const own = propertiesOf(control, inputs).map((definition) => ({
      ...definition,
      name: `${control.id} at ${place.path}: ${definition.name}`,
    }));
    const guarded =
      control.id === GUARDRAILS
        ? [{ ...noEscape(inputs.exemptions), name: `at ${place.path}: ${noEscape([]).name}` }]
        : [];
    return [...own, ...guarded].map((definition) => ({ definition, units: [place.id], organization, compared: null }));
  });
}
