import { isIntrinsic, isList, isMap, own, type Value } from '../../language/value.js';
import type { ReferenceIndex } from '../references.js';
import { type Fact, unresolved } from './fact.js';

const LISTS = [
  ['Properties', 'ContainerDefinitions', '*'],
  ['Properties', 'PrimaryContainer', '*'],
];

/** What a `ValueFrom` is: `guide` is `{"SecretsManagerSecret": …}`, which ECS does not know. */
type Kind = 'secret' | 'parameter' | 'guide' | 'wrong';

/** Stands for a part that is only known at deployment. It cannot stand in any text of a template. */
const GAP = '\u0000';
const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-AbCdEf';
const NAMES_SECRET = [
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::SecretsManager::RotationSchedule',
];
const PARAMETER = ['AWS::SSM::Parameter'];

/** Source: ECS developer guide, secrets: `…:secret:name`, or with `:json-key:version-stage:version-id`, all three colons. */
const WHOLE_SECRET = /^arn:[^:]+:secretsmanager:[a-z0-9-]+:[0-9]+:secret:[^:]+(:[^:]*:[^:]*:[^:]*)?$/;
const WHOLE_PARAMETER = /^arn:[^:]+:ssm:[a-z0-9-]+:[0-9]+:parameter.+$/;
/** Source: the reference of PutParameter; a version or label may follow a colon. */
const PARAMETER_NAME = /^[a-zA-Z0-9_./-]+(:[a-zA-Z0-9_.-]+)?$/;
const GUIDE = /^\s*\{\s*["']?SecretsManagerSecret/i;

/** Pseudo parameters that stand in ARNs have no colons. */
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
};

/** A reference as an example of what it will be; a gap where that is not known. */
function exampleOf(part: Value, index: ReferenceIndex): string {
  if (typeof part === 'string') return part;
  if (!isMap(part)) return GAP;
  const pseudo = own(part, 'Ref');
  if (typeof pseudo === 'string' && Object.hasOwn(PSEUDO, pseudo)) return PSEUDO[pseudo] ?? GAP;
  const attribute = own(part, 'Fn::GetAtt');
  const name = isList(attribute) ? attribute[1] : null;
  // RDS, Redshift and others name the secret that they manage: MasterUserSecret.SecretArn, MasterPasswordSecretArn.
  if (typeof name === 'string' && name.endsWith('SecretArn')) return SECRET_ARN;
  if (index.target(part, NAMES_SECRET).kind === 'resource') return SECRET_ARN;
  return index.target(part, PARAMETER).kind === 'resource' && name === null ? 'name' : GAP;
}

function textOf(value: Value, index: ReferenceIndex): string {
  const join = isMap(value) ? own(value, 'Fn::Join') : null;
  const parts = isList(join) && join[0] === '' && isList(join[1]) ? join[1] : [value];
  return parts.map((part) => exampleOf(part, index)).join('');
}

/** Null where what is not known decides: a gap may bring any character, and so any number of parts. */
function kindOfText(text: string): Kind | null {
  const gap = text.indexOf(GAP);
  if (gap >= 0) return kindOfStart(text.slice(0, gap));
  if (GUIDE.test(text)) return 'guide';
  if (!text.startsWith('arn:')) return PARAMETER_NAME.test(text) ? 'parameter' : 'wrong';
  if (WHOLE_SECRET.test(text)) return 'secret';
  return WHOLE_PARAMETER.test(text) ? 'parameter' : 'wrong';
}

/** What is decided by how a text begins: the form of the guides, or another service. */
function kindOfStart(start: string): Kind | null {
  if (GUIDE.test(start)) return 'guide';
  const [scheme, , service] = start.split(':').slice(0, -1);
  const isOther = scheme === 'arn' && service !== undefined && service !== 'secretsmanager' && service !== 'ssm';
  return isOther ? 'wrong' : null;
}

function kindOf(value: Value, index: ReferenceIndex): Value {
  if (value === null || value === '') return null;
  if (isGuideForm(value)) return 'guide';
  if (!isIntrinsic(value) && typeof value !== 'string') return 'wrong';
  return kindOfText(textOf(value, index)) ?? unresolved('what the secret is read from');
}

function isGuideForm(value: Value): boolean {
  if (typeof value === 'string') return GUIDE.test(value);
  return isMap(value) && Object.keys(value).some((key) => key.toLowerCase() === 'secretsmanagersecret');
}

/** Where a secret of a container, or of its log driver, is read from. */
export const secretReference: Fact = {
  name: 'ReferenceKind',
  at: LISTS.flatMap((list) => [
    [...list, 'Secrets', '*'],
    [...list, 'LogConfiguration', 'SecretOptions', '*'],
  ]),
  source: ['ValueFrom'],
  compute: (entry, { index }) => {
    if (!isMap(entry)) return unresolved('the secret');
    return isGuideForm(entry) ? 'guide' : kindOf(own(entry, 'ValueFrom'), index);
  },
};

/** Whether an environment variable is written in that form, which stands literally where a guide was followed. */
export const guideForm: Fact = {
  name: 'IsGuideForm',
  at: LISTS.map((list) => [...list, 'Environment', '*']),
  source: ['Value'],
  compute: (entry, { index }) => {
    if (!isMap(entry)) return unresolved('the variable');
    const value = own(entry, 'Value');
    if (isList(value) || (isMap(value) && !isIntrinsic(value) && !isGuideForm(value))) return unresolved('the value');
    return isGuideForm(entry) || isGuideForm(value) || GUIDE.test(textOf(value, index));
  },
};
