import { TRUE, type Truth, UNKNOWN } from '../language/truth.js';
import { unknownValue, type Value } from '../language/value.js';
import type { Resource } from './resource.js';

/** What carries a condition: the judged resource is there whenever it is judged, and so is what shares its condition. */
type Conditional = Pick<Resource, 'condition'>;

/** Whether a resource is there wherever the judged one is. */
export const isThere = ({ condition }: Conditional, judged: Conditional): Truth =>
  condition === undefined || condition === judged.condition ? TRUE : UNKNOWN;

/** What stands for a resource that may not be there. */
export const perhapsThere = (id: string): Value =>
  unknownValue(`whether \`${id}\` is there is only known at deployment`);
