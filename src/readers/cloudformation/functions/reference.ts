import { isIntrinsic, isList, unknownValue, type Value } from '../../../language/value.js';
import { ELEMENT_COST } from '../budget.js';
import type { Evaluation } from '../evaluation.js';
import type { Node } from '../node.js';
import { isListType, isStored, listElements, type Parameter } from '../parameters.js';
import { plainText } from '../text.js';
import { unresolved } from '../values.js';
import { malformed } from './intrinsic.js';

/** `Ref`. The name may itself be made by a function, with the transform AWS::LanguageExtensions. */
export function ref(argument: Node, evaluation: Evaluation): Value {
  const name = evaluation.resolve(argument);
  if (typeof name === 'string') return referent(name, evaluation);
  // Not as `{Ref: {…}}`: Guard, which walks into maps, would not see that it is unresolved.
  return isIntrinsic(name) ? unknownValue('what a `Ref` with an unknown name stands for') : malformed('Ref');
}

/** What a name stands for: a loop variable, a parameter, a pseudo parameter; a resource stays a reference to it. */
export function referent(name: string, evaluation: Evaluation): Value {
  const { variables, deployment } = evaluation;
  const known = variables.get(name) ?? deployment.pseudo.get(name);
  if (known !== undefined) return known;
  if (name === 'AWS::NoValue') return null;
  const parameter = deployment.declarations.parameters.get(name);
  return parameter ? parameterValue(parameter, evaluation) : unresolved('Ref', name);
}

function parameterValue(parameter: Parameter, evaluation: Evaluation): Value {
  const { deployment } = evaluation;
  deployment.reads.add(parameter.name);
  const value = deployment.parameterValues.get(parameter.name) ?? workOut(parameter, evaluation);
  deployment.parameterValues.set(parameter.name, value);
  const affordable = !isList(value) || deployment.budget.spend(value.length * ELEMENT_COST);
  return affordable ? value : unknownValue('a list that is named too often');
}

function workOut(parameter: Parameter, evaluation: Evaluation): Value {
  if (parameter.secret) return unresolved('Fn::Secret', `parameter ${parameter.name}`);
  const text = evaluation.deployment.texts.get(parameter.name);
  if (text === undefined || isStored(parameter)) return unresolved('Ref', parameter.name);
  const atTop = evaluation.variables.size === 0 ? evaluation : evaluation.atTop();
  if (!isListType(parameter.type)) return plainText(text, atTop);
  return listElements(text).map((element) => plainText(element, atTop));
}
