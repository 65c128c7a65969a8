import { documentsOf } from '../../organization-policies/inputs.js';
import type { Inputs } from '../../organization-policies/organization-policy.js';
import { POLICY_TYPES } from '../../scp/policy.js';
import type { Governing } from './governing.js';
import { deniesAll, replacesAll } from './overrides.js';
import { packableOf } from './statement-documents.js';

/**
 * What is wrong with parameters that are overridden below a target: what a deny above denies cannot be allowed below, and
 * what an inherited document of another language says stays where the one below says nothing of it.
 */
export function widened(own: Governing): string[] {
  const { above } = own;
  if (!above) return [];
  const weaker = POLICY_TYPES.some((type) => {
    const [inherited, here] = [above, own].map((one) => packableOf(one, type)?.statements ?? []);
    return !deniesAll(inherited ?? [], here ?? []);
  });
  const [inherited, here] = [above, own].map(({ control, inputs }) =>
    documentsOf(control, inputs).map(({ content }) => content),
  );
  const kept = !(inherited ?? []).every((content, index) => replacesAll(content, here?.[index]));
  if (!weaker && !kept) return [];
  const names = differing(above.inputs, own.inputs).map((name) => `\`${name}\``);
  const what = names.length > 0 ? `with ${names.join(' and ')} as set there, ` : '';
  return [
    `\`${own.control.id}\` at \`${own.place.path}\`: ${what}it may not deny all that \`${own.control.id}\` denies at \`${above.place.path}\`, which stays in force below: ` +
      `narrow the parameters instead of widening them, or name the policy below \`${above.place.path}\` alone`,
  ];
}

function differing(one: Inputs, other: Inputs): string[] {
  const [before, after] = [one, other].map(
    ({ shared, own }) => new Map<string, unknown>(Object.entries({ ...shared, ...own })),
  );
  return [...(after ?? [])].flatMap(([name, value]) =>
    JSON.stringify(before?.get(name)) === JSON.stringify(value) ? [] : [name],
  );
}
