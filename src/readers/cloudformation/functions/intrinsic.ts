import { unknownValue, type Value, type ValueMap } from '../../../language/value.js';
import type { Evaluation } from '../evaluation.js';
import type { Node } from '../node.js';

/** Resolves one function from its argument as written. Null where nothing is left, as of `Ref: AWS::NoValue`. */
export type Intrinsic = (argument: Node, evaluation: Evaluation) => Value;

/** What a function with wrong operands comes to: CloudFormation would refuse the template. */
export const malformed = (name: string, why = 'wrong operands'): ValueMap => unknownValue(`malformed ${name}: ${why}`);
