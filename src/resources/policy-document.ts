import { conjunction, disjunction, FALSE, TRUE, type Truth, truth, UNKNOWN } from '../language/truth.js';
import { isIntrinsic, isList, isMap, isNoValue, own, type Value, type ValueMap } from '../language/value.js';
import { matchesGlob } from './glob.js';
import { knownStart, textParts } from './partial-text.js';
import { isCustom, type ReferenceIndex } from './references.js';

/** The statements of an IAM policy, given as a map or as JSON text; null where the document is not known. */
export function statementsOf(document: Value): readonly Value[] | null {
  if (document === null) return [];
  const map = typeof document === 'string' ? parsed(document) : document;
  return isMap(map) && !isIntrinsic(map) ? oneOrMore(own(map, 'Statement')) : null;
}

function parsed(text: string): Value {
  try {
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

/** The elements of what may be a list or a single value. */
export function oneOrMore(value: Value): readonly Value[] {
  const list = isList(value) ? value : [value];
  return list.filter((element) => element !== null && !isNoValue(element));
}

/** Whether a statement allows. */
export function allows(statement: ValueMap): Truth {
  const effect = own(statement, 'Effect');
  return typeof effect === 'string' ? truth(effect === 'Allow') : UNKNOWN;
}

/** `*`, and the ARNs that are nothing but wildcards (`arn:aws:*`, `arn:aws:*:*:*:*`). */
const EVERYTHING = /^(\*+|arn:(\*|aws[a-z-]*):\*[:*/]*)$/;

/** What a text that stands for everything can be made of. */
const OF_EVERYTHING = /^(arn|aws(-[a-z]+)*|[:*/])*$/;

/** Whether a resource or principal stands for everything. What names a resource of the input does not. */
function isEverything(value: Value, index: ReferenceIndex): Truth {
  if (typeof value === 'string') return truth(EVERYTHING.test(value));
  if (!isMap(value)) return UNKNOWN;
  const branches = own(value, 'Fn::If');
  if (isList(branches)) return agreed(branches.slice(1).map((branch) => isEverything(branch, index)));
  if (namesResource(value, index)) return FALSE;
  const join = own(value, 'Fn::Join');
  const parts = isList(join) && isList(join[1]) ? join[1] : [];
  const foreign = parts.some((part) =>
    typeof part === 'string' ? !OF_EVERYTHING.test(part) : namesResource(part, index),
  );
  return foreign ? FALSE : UNKNOWN;
}

function agreed(truths: readonly Truth[]): Truth {
  const [first] = truths;
  return first !== undefined && truths.every((one) => one === first) ? first : UNKNOWN;
}

function namesResource(value: Value, index: ReferenceIndex): boolean {
  if (!isMap(value)) return false;
  const attribute = own(value, 'Fn::GetAtt');
  const id = isList(attribute) ? (attribute[0] ?? null) : own(value, 'Ref');
  const resource = typeof id === 'string' ? index.byId(id) : undefined;
  return resource !== undefined && !isCustom(resource.type);
}

/** Whether a statement is about everything: `Resource: *`, or all but what `NotResource` names. */
export function isOnEverything(statement: ValueMap, index: ReferenceIndex): Truth {
  if (own(statement, 'NotResource') !== null) return TRUE;
  return disjunction(oneOrMore(own(statement, 'Resource')), (resource) => isEverything(resource, index));
}

/** Source: IAM's reference of the element Principal. */
const PRINCIPALS = new Set(['AWS', 'CanonicalUser', 'Federated', 'Service']);

/** Whether everyone is meant: principal `*`, `AWS: *`, or all but what `NotPrincipal` names. */
export function isForEveryone(statement: ValueMap, index: ReferenceIndex): Truth {
  if (own(statement, 'NotPrincipal') !== null) return TRUE;
  const principal = own(statement, 'Principal');
  if (principal === null) return UNKNOWN;
  if (!isMap(principal) || isIntrinsic(principal)) return isEverything(principal, index);
  const kinds = Object.keys(principal);
  if (kinds.length === 0 || !kinds.every((kind) => PRINCIPALS.has(kind))) return UNKNOWN;
  return disjunction(oneOrMore(own(principal, 'AWS')), (one) => isEverything(one, index));
}

/** Every action of a service, or of all of them. */
const WHOLE_SERVICE = /^([a-z0-9*-]+:)?\*+$/i;

/** Whether an action is all of a service, or lets a role be passed. */
export function isSweeping(action: Value): Truth {
  if (typeof action !== 'string') return UNKNOWN;
  return truth(WHOLE_SERVICE.test(action) || matchesGlob(action.toLowerCase(), 'iam:passrole'));
}

/**
 * Operators under which a key that the request lacks does not match: no `IfExists`, no `ForAllValues`.
 * Source: IAM's reference of condition operators.
 */
const STRICT = /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i;
const ORGANIZATION_KEYS = /^aws:PrincipalOrg(ID|Paths)$/i;
const ORGANIZATION = /^o-[a-z0-9]{10,32}(\/|$)/;

/** Whether a condition lets only principals of an organization through. */
export function isOfOrganization(condition: Value): Truth {
  if (condition === null) return FALSE;
  if (!isMap(condition) || isIntrinsic(condition)) return UNKNOWN;
  const operators = Object.keys(condition).filter((operator) => STRICT.test(operator));
  return disjunction(operators, (operator) => {
    const keys = own(condition, operator);
    if (!isMap(keys) || isIntrinsic(keys)) return UNKNOWN;
    const organizations = Object.keys(keys).filter((key) => ORGANIZATION_KEYS.test(key));
    return disjunction(organizations, (key) =>
      conjunction(oneOrMore(own(keys, key)), (value) => namesOrganization(value, /Like$/i.test(operator))),
    );
  });
}

/** Without wildcards any value names one organization at most; `o-*` would be all of them. */
function namesOrganization(value: Value, wildcards: boolean): Truth {
  if (!wildcards) return TRUE;
  const [start] = textParts(value) ?? [];
  if (typeof start !== 'string') return UNKNOWN;
  return typeof value === 'string' || ORGANIZATION.test(start) ? truth(ORGANIZATION.test(start)) : UNKNOWN;
}

/** Whether a principal of a statement is this service, `ecs-tasks.amazonaws.com` say, in any partition. */
export function trusts(statement: ValueMap, service: string): Truth {
  const principal = own(statement, 'Principal');
  if (principal === null || typeof principal === 'string') return FALSE;
  if (!isMap(principal) || isIntrinsic(principal)) return UNKNOWN;
  return disjunction(oneOrMore(own(principal, 'Service')), (name) => isService(name, service));
}

/** The suffix differs by partition, and is often written `${AWS::URLSuffix}`: what stands before it decides. */
function isService(name: Value, service: string): Truth {
  const start = knownStart(name);
  if (!start) return UNKNOWN;
  if (start.whole || start.text.startsWith(`${service}.`)) return truth(`${start.text}.`.startsWith(`${service}.`));
  return `${service}.`.startsWith(start.text) ? UNKNOWN : FALSE;
}
