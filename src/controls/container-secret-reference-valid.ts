import { all, equals, every, exists, item, not, says } from '../language/builders.js';
import type { Term } from '../language/condition.js';
import { control } from './control.js';
import examples from './examples/container-secret-reference-valid.js';
import { eachContainer } from './shared/containers.js';

const RIGHT_FORM =
  '{name} uses `SecretsManagerSecret`, which is not ECS syntax. Write under Secrets: `{"Name": "…", "ValueFrom": "arn:aws:secretsmanager:REGION:ACCOUNT:secret:…"}`';
const kind = item('Facts.ReferenceKind');

const valid = (secrets: Term) =>
  every(
    secrets,
    all(
      says(RIGHT_FORM, not(equals(kind, 'guide'))),
      says(
        'ValueFrom of {name} is neither an ARN of Secrets Manager or Parameter Store nor the name of a parameter',
        not(equals(kind, 'wrong')),
      ),
      says('ValueFrom of {name} is not set', exists(kind)),
    ),
  );

export default control({
  id: 'container-secret-reference-valid',
  practice: '2.3',
  severity: 'high',
  profile: 'essential',
  title: 'Secrets are referred to as ECS understands it',
  why: 'ECS does not start a task whose secret it cannot find; and a reference in a form that ECS does not know reaches the container as text, so that the next one puts the secret itself there to make it work.',
  remedy:
    'Under Secrets write `{"Name": "DB_PASSWORD", "ValueFrom": "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX"}`; for one key of a JSON secret end the ARN in `:KEY::`. For Parameter Store give the ARN or the name of the parameter.',
  mappings: {},
  rules: eachContainer({
    holds: all(
      valid(item('Secrets')),
      valid(item('LogConfiguration.SecretOptions')),
      every(item('Environment'), says(RIGHT_FORM, not(equals(item('Facts.IsGuideForm'), true)))),
    ),
  }),
  decisions:
    'SecretOptions of the log driver have the same ValueFrom and are judged with Secrets. A reference to a secret or a parameter of the template is valid; one to a template parameter is unknown. A bare name is taken for one of Parameter Store: Secrets Manager is only reached by ARN. After the name of a secret either nothing or all three of `:key:stage:version` stand: the agent refuses `:key` alone. An environment variable whose value comes from elsewhere is not in the form of the guides, which stands literally.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check: 'Whether the secret exists, and whether the execution role may read it, is not seen.',
    rawTemplate: 'References are read by ringfence: unknown on templates that it has not resolved.',
    config: 'AWS Config records no daemon task definitions and no Express services.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for secrets.',
  },
  examples,
});
