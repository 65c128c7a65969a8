import type { DocumentRule, SetRule } from './rule.js';
import { actionPatternWithoutMatch, unknownAction, unknownService, wildcardService } from './rules/actions.js';
import { malformedArn, malformedResource } from './rules/arns.js';
import { documentSize, policyVersion, templatePlaceholder, variableWithoutVersion } from './rules/document.js';
import { deniesExempted, exemptionByTag, exemptionForm } from './rules/exemptions.js';
import { keyCarriedBySome, keyNotCarried, unknownConditionKey } from './rules/keys.js';
import {
  forAllValuesInDeny,
  forAnyValueIfExists,
  ifExistsInDeny,
  literalWildcard,
  nullValue,
  operatorCase,
  setOperatorMissing,
  setOperatorOnSingleValue,
} from './rules/operators.js';
import { rcpActions, rcpAllow, rcpService } from './rules/rcp.js';
import { allowListLacks, levelWithoutAllow, tooManyPolicies } from './rules/sets.js';
import { duplicateSid, redundantStatement } from './rules/statements.js';

/** What is looked for in each document, in the order of `docs/lint.md`. */
export const documentRules: readonly DocumentRule[] = [
  documentSize,
  policyVersion,
  variableWithoutVersion,
  templatePlaceholder,
  unknownService,
  unknownAction,
  wildcardService,
  actionPatternWithoutMatch,
  unknownConditionKey,
  keyNotCarried,
  keyCarriedBySome,
  ifExistsInDeny,
  forAllValuesInDeny,
  forAnyValueIfExists,
  setOperatorMissing,
  setOperatorOnSingleValue,
  nullValue,
  operatorCase,
  literalWildcard,
  malformedArn,
  malformedResource,
  exemptionForm,
  exemptionByTag,
  deniesExempted,
  duplicateSid,
  redundantStatement,
  rcpService,
  rcpAllow,
  rcpActions,
];

/** What is looked for in the levels of an organization. */
export const setRules: readonly SetRule[] = [levelWithoutAllow, allowListLacks, tooManyPolicies];
