import type { Mode } from '../../language/formula.js';
import type { AbsolutePath } from '../../language/terms.js';

/** The one fact that compares two properties with each other: no pattern says that. */
export const isSameRole = (path: AbsolutePath): boolean => path.join('.') === 'Facts.TaskRoleIsExecutionRole';

const [TASK, EXECUTION] = ['TaskRoleArn', 'ExecutionRoleArn'];
const PLACES = [TASK, EXECUTION];
const ARE_THERE = PLACES.map((place) => `${place} not in ["null", null, ""]`);
const ONE_IS_ABSENT = PLACES.flatMap((place) => [`${place} !exists`, `${place} in ["null", null, ""]`]);
/** Guard 2.1 never finds two properties `!=`. */
const DIFFER = `${TASK} not in ${EXECUTION}`;
const ARNS = PLACES.map((place) => `${place} == /^arn:/`);

/**
 * The same text is the same role, and two ARNs that differ are two roles, since a role has one ARN. A name beside an
 * ARN is not compared: Guard 2 cannot take a text apart.
 */
export function sameRole(mode: Mode): string[] {
  switch (mode) {
    case 'T':
      return [...ARE_THERE, `${TASK} == ${EXECUTION}`];
    case 'N':
      return [[...ONE_IS_ABSENT, DIFFER].join(' or ')];
    case 'F':
      return [[...ONE_IS_ABSENT, `this { ${[...ARNS, DIFFER].join('  ')} }`].join(' or ')];
    case 'P':
      return [...ARE_THERE, [...PLACES.map((place) => `${place} != /^arn:/`), `${TASK} == ${EXECUTION}`].join(' or ')];
    default:
      return mode satisfies never;
  }
}
