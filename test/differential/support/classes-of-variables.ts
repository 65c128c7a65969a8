// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import type { DifferenceClass } from './classes.js';
import type { Facts, Variable } from './facts.js';

const VARIABLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html';

/** The classes of texts with variables, in resources and in conditions. */
export function variableClasses<Where extends Facts>(
  texts: (facts: Where) => readonly string[],
): DifferenceClass<Where>[] {
  const some = (facts: Where, holds: (variable: Variable) => boolean): boolean =>
    texts(facts).some((text) => facts.variables(text).some(holds));
  return [
    {
      name: 'variable in a policy of version 2008-10-17',
      applies: (facts) => facts.version === '2008-10-17' && texts(facts).some((text) => text.includes('${')),
      there: 'replaced',
      here: 'text, not a variable',
      page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
    },
    {
      name: 'variable whose value is empty text',
      applies: (facts) => some(facts, ({ values }) => values?.length === 1 && values[0] === ''),
      there: 'as if the key were absent',
      here: 'replaced by the empty text',
      page: VARIABLES,
      undocumented: true,
    },
    {
      name: 'variable of a multi-valued key',
      applies: (facts) => some(facts, ({ values, multivalued }) => multivalued && values !== undefined),
      there: 'as if the key were absent',
      here: 'one value is taken, several are none; AWS says not to write it',
      page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
      undocumented: true,
    },
    {
      name: 'variable of a key that the action does not carry',
      applies: (facts) => some(facts, ({ dropped }) => dropped),
      there: 'as if the key were absent',
      here: 'what the request has is taken',
      page: VARIABLES,
      undocumented: true,
    },
  ];
}
