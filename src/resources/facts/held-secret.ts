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

/** `form`: what is known of the text is a secret of a known form. `reference`: it stands for one. */
type Held = 'form' | 'reference' | 'none';

function held(value: Value, index: ReferenceIndex): Held {
  if (isMap(value) && Object.hasOwn(value, 'Fn::Secret')) return 'reference';
  const join = isMap(value) ? own(value, 'Fn::Join') : null;
  const parts = isList(join) && isList(join[1]) ? join[1] : [value];
  if (parts.some((part) => isSecretAttribute(part, index))) return 'reference';
  const text = withPlaceholder(value, UNKNOWN_PART);
  return text !== null && SECRET_FORMATS.some((pattern) => toRegExp(pattern).test(text)) ? 'form' : 'none';
}

/**
 * Whether an environment variable holds a secret for certain, by the form of what is known of its value or by what
 * it refers to; `none` where it does not, or nobody knows.
 */
export const heldSecret: Fact = {
  name: 'HeldSecret',
  at: [
    ['Properties', 'ContainerDefinitions', '*', 'Environment', '*'],
    ['Properties', 'PrimaryContainer', '*', 'Environment', '*'],
  ],
  source: ['Value'],
  compute: (entry, { index }) => (isMap(entry) ? held(own(entry, 'Value'), index) : 'none'),
};
