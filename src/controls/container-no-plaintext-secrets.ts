import {
  all,
  any,
  equals,
  every,
  exists,
  item,
  like,
  matches,
  not,
  oneOf,
  parameter,
  says,
  some,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { commonPattern } from '../language/patterns.js';
import { SECRET_FORMATS } from '../resources/secret-formats.js';
import { control } from './control.js';
import examples from './examples/container-no-plaintext-secrets.js';
import { eachContainer } from './shared/containers.js';
import { NAMES_OF_PLACES, NAMES_OF_SECRETS, NAMES_OF_SETTINGS } from './shared/secretnames.js';

const environment = item('Environment');
const name = item('Name');
const value = item('Value');
/** One pattern for all of them: Guard compiles each at every comparison. */
const matchesAny = (term: Term, patterns: readonly string[]): Condition =>
  matches(term, patterns.map((pattern) => `(${commonPattern(pattern)})`).join('|'));
const isNamed = (patterns: readonly string[]): Condition => matchesAny(name, patterns);

const FORMAT = 'The value of {name} has the form of a secret, in plain text';
const REFERENCE = '{name} takes a secret, which lands in plain text in the task definition';

/** Where ringfence has not read the template: readers take secrets that CloudFormation resolves for `Fn::Secret`. */
const RESOLVED = '\\{\\{resolve:(secretsmanager|ssm-secure):';
const noKnownFormat = all(
  says(FORMAT, not(matchesAny(value, SECRET_FORMATS))),
  says(REFERENCE, not(matches(value, RESOLVED))),
);

/** An ARN, the form that guides show for a reference (container-secret-reference-valid), one of two values. */
const HARMLESS = ['^arn:[a-z0-9-]*:[a-z0-9-]+:', '(?i)^ *\\{ *"?secretsmanagersecret', '(?i)^(true|false)$'];

const namedLikeASecret = says(
  '{name} is named like a secret, and its value is in plain text',
  any(not(exists(value)), matchesAny(value, HARMLESS), isNamed(NAMES_OF_SETTINGS), not(isNamed(NAMES_OF_SECRETS))),
);

const isAllowed = like(name, parameter('allowedNames'));
const held = item('Facts.HeldSecret');

export default control({
  id: 'container-no-plaintext-secrets',
  practice: '2.3',
  severity: 'critical',
  profile: 'essential',
  title: 'Environment variables hold no secrets',
  why: 'Whoever may describe the task definition reads its environment variables in plain text, for every revision ever registered; so do the console, the logs of deployments and the state of tools.',
  remedy:
    'Move the variable from Environment to Secrets, with ValueFrom the ARN of a secret or SecureString parameter that the execution role may read. Replace a secret that was already deployed.',
  mappings: {
    securityHub: ['ECS.8'],
    controlTower: ['CT.ECS.PR.12'],
    trivy: ['AVD-AWS-0036'],
    configNear: ['ecs-no-environment-secrets'],
  },
  parameters: {
    allowedNames: {
      type: 'texts',
      default: [],
      description:
        'Names of variables that are never secrets here; `*` stands for any characters, capitals do not count',
    },
  },
  secretValues: true,
  rules: eachContainer({
    holds: every(
      environment,
      any(
        all(
          says(REFERENCE, not(equals(held, 'reference'))),
          says(FORMAT, not(equals(held, 'form'))),
          any(noKnownFormat, isNamed(NAMES_OF_PLACES), equals(item('Assured.NoSecretForm'), true)),
          any(namedLikeASecret, equals(item('Assured.NamesResource'), true)),
        ),
        isAllowed,
      ),
    ),
  }),
  lowered: {
    severity: 'high',
    when: not(some(environment, all(oneOf(held, ['form', 'reference']), not(isAllowed)))),
  },
  decisions:
    'Names are read as words, in `DB_PASSWORD`, `db-password` and `dbPassword` alike; `MAX_TOKENS` and `PWD` are no secrets. AWS_ACCESS_KEY_ID counts, as ECS.8 of Security Hub has it. Besides _ARN, _NAME, _FILE, _PATH and _URL, names whose last word says that they only configure a secret (_TTL, _LENGTH, _ENABLED, _ENDPOINT …) pass by name, and so do the values true and false. A name in allowedNames passes whatever its value. What a secret is made of is not guessed by its randomness. The AWS Config rule ecs-no-environment-secrets knows names given to it and no values, so the emitted pack does not use it.',
  config: {
    guard: ['AWS::ECS::TaskDefinition'],
    why: 'ECS_NO_ENVIRONMENT_SECRETS knows names that are given to it, and no values.',
  },
  blindSpots: {
    check:
      'Secrets in Command, EntryPoint, DockerLabels, environment files and images are not seen, nor those without a known form under an innocent name. A value that is only known at deployment is unknown, unless it refers to a resource of the input by name, ARN or address, or the variable’s name ends in _ARN, _NAME, _FILE or _PATH.',
    rawTemplate:
      'A secret by its form or name is found; that there is none is unknown, since only ringfence reads partly known values.',
    config: 'Revisions that were deregistered are not judged; their secrets stay readable.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for environment variables.',
  },
  examples,
});
