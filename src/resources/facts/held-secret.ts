import { toRegExp } from '../../language/patterns.js';
import { isList, isMap, own, type Value } from '../../language/value.js';
import { withPlaceholder } from '../partial-text.js';
import type { ReferenceIndex } from '../references.js';
import { SECRET_FORMATS } from '../secret-formats.js';
import type { Fact } from './fact.js';

/** Attributes that hand out a secret. Source: CloudFormation's reference of return values. */
const SECRET_ATTRIBUTES: Readonly<Record<string, string>> = {
  SecretAccessKey: 'AWS::IAM::AccessKey',
  ClientSecret: 'AWS::Cognito::UserPoolClient',
};

/** No pattern takes it for a part of a secret. */
const UNKNOWN_PART = '*';

function isSecretAttribute(value: Value, index: ReferenceIndex): boolean {
  const attribute = isMap(value) ? own(value, 'Fn::GetAtt') : null;
  const name = isList(attribute) ? attribute[1] : null;
  const type = typeof name === 'string' && Object.hasOwn(SECRET_ATTRIBUTES, name) ? SECRET_ATTRIBUTES[name] : undefined;
  return type !== undefined && index.target(value, [type]).kind === 'resource';
}

/** The parts of a text of which only some are known; the value itself where it is one. */
function partsOf(value: Value): readonly Value[] {
  const join = isMap(value) ? own(value, 'Fn::Join') : null;
  return isList(join) && join[0] === '' && isList(join[1]) ? join[1] : [value];
}

/** `form`: what is known of the text is a secret of a known form. `reference`: it stands for one. */
type Held = 'form' | 'reference' | 'none';

function held(value: Value, index: ReferenceIndex): Held {
  if (isMap(value) && Object.hasOwn(value, 'Fn::Secret')) return 'reference';
  if (partsOf(value).some((part) => isSecretAttribute(part, index))) return 'reference';
  const text = withPlaceholder(value, UNKNOWN_PART);
  return text !== null && SECRET_FORMATS.some((pattern) => toRegExp(pattern).test(text)) ? 'form' : 'none';
}

const PLACES = [
  ['Properties', 'ContainerDefinitions', '*', 'Environment', '*'],
  ['Properties', 'PrimaryContainer', '*', 'Environment', '*'],
];

const valueIn = (entry: Value): Value => (isMap(entry) ? own(entry, 'Value') : null);

/**
 * Whether an environment variable holds a secret for certain, by the form of what is known of its value or by what
 * it refers to; `none` where it does not, or nobody knows.
 */
export const heldSecret: Fact = {
  name: 'HeldSecret',
  at: PLACES,
  source: ['Value'],
  compute: (entry, { index }) => held(valueIn(entry), index),
};

/** Attributes that name a resource or say where it is. Source: CloudFormation's reference of return values. */
const NAMING = /(arn|name|id|uri|url|address|port|hosts?|endpoint)$/i;
/** What these return is the business of others. */
const OPAQUE = /^(Custom::|AWS::CloudFormation::|Terraform::)/;

/** A reference to a resource of the input that returns its name, its ARN or its place; a pseudo parameter. */
function isNaming(part: Value, index: ReferenceIndex): boolean {
  if (!isMap(part)) return false;
  const [reference, attribute] = [own(part, 'Ref'), own(part, 'Fn::GetAtt')];
  if (typeof reference === 'string') return reference.startsWith('AWS::') || isTransparent(reference, index);
  const [id, name]: readonly Value[] = isList(attribute) ? attribute : [];
  return typeof id === 'string' && typeof name === 'string' && NAMING.test(name) && isTransparent(id, index);
}

function isTransparent(id: string, index: ReferenceIndex): boolean {
  const resource = index.byId(id);
  return resource !== undefined && !OPAQUE.test(resource.type);
}

/** The value has no known form of a secret, since what is not known of it only names resources. */
export const noSecretForm: Fact = {
  name: 'NoSecretForm',
  assures: true,
  at: PLACES,
  source: ['Value'],
  compute: (entry, { index }) => {
    const value = valueIn(entry);
    const parts = partsOf(value).filter((part) => typeof part !== 'string');
    const decided = parts.length > 0 && parts.every((part) => isNaming(part, index));
    return decided && held(value, index) === 'none' ? true : null;
  },
};

/** The value is no text of somebody's choice, but names a resource: a reference to one, an ARN. */
export const namesResource: Fact = {
  name: 'NamesResource',
  assures: true,
  at: PLACES,
  source: ['Value'],
  compute: (entry, { index }) => {
    const parts = partsOf(valueIn(entry));
    const [first] = parts;
    if (parts.length === 1) return isNaming(first ?? null, index) || null;
    const unresolved = parts.filter((part) => typeof part !== 'string');
    const isArn = typeof first === 'string' && first.startsWith('arn:');
    return (isArn && unresolved.every((part) => isNaming(part, index))) || null;
  },
};
