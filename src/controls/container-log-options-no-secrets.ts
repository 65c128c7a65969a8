import { all, exists, hasKey, item, matches, not, property, says } from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import examples from './examples/container-log-options-no-secrets.js';
import { CONTAINERS, TASK_DEFINITIONS } from './shared/containers.js';

/**
 * Options that carry a credential. Sources: Docker's reference of the splunk driver; the output plugins of Fluent Bit
 * and Fluentd that FireLens writes options for (datadog, nrlogs, splunk, http, es, loki, forward, azure, logdna, s3 …).
 */
const CREDENTIALS = [
  'splunk_token',
  'hec_token',
  'http_passwd',
  'passwd',
  'password',
  'proxy_pass',
  'apikey',
  'api_key',
  'license_key',
  'shared_key',
  'shared_secret',
  'secret_key',
  'client_secret',
  'private_key',
  'bearer_token',
  'access_token',
  'auth_token',
  'logzio_token',
  'token',
  'aws_sec_key',
  'sas_token',
];
/**
 * Fluent Bit does not look at capitals; Docker's driver writes splunk-token, New Relic's plugin apiKey and licenseKey.
 * The names are data, so they are asked of the map's keys.
 */
const NAMES = `(?i)^(splunk-token|licensekey|${CREDENTIALS.join('|')})$`;
/** How Fluent Bit's configuration writes the option that holds an HTTP header. */
const HEADER_OPTIONS = ['header', 'HEADER', 'Header'];
const HEADER = '(?i)^ *(proxy-)?(authorization|[a-z-]*(api-key|apikey|token|secret|x-honeycomb-team))[ :]';

const below = (term: Term, key: string): Term => ({ ...term, path: [...term.path, key] });
const SAYS = 'Option {path} holds a credential in plain text';

/** What an option that carries a credential is called is what counts: its value may come from anywhere. */
function noCredential(options: Term): Condition {
  const headers = HEADER_OPTIONS.map((name) => says(SAYS, not(matches(below(options, name), HEADER))));
  return all(says(SAYS, not(hasKey(options, NAMES))), ...headers);
}

const ofService = property('ServiceConnectConfiguration.LogConfiguration');

export default control({
  id: 'container-log-options-no-secrets',
  practice: '2.3',
  severity: 'high',
  profile: 'essential',
  title: 'Log options hold no credentials',
  why: 'Whoever may describe a task definition, and every log of its deployment, sees the options of a log driver in plain text.',
  remedy:
    'Move the option to LogConfiguration.SecretOptions: Name is the name of the option, ValueFrom the ARN of a secret or parameter that the execution role may read.',
  mappings: {},
  secretValues: true,
  rules: [
    { types: TASK_DEFINITIONS, each: CONTAINERS, holds: noCredential(item('LogConfiguration.Options')) },
    // Service Connect runs a proxy with a log configuration of its own.
    { types: ['AWS::ECS::Service'], when: exists(ofService), holds: noCredential(below(ofService, 'Options')) },
  ],
  decisions:
    'The name of the option decides: a credential in Options is in plain text whatever its value is made of. An HTTP header counts where it is one for authorization. The log configuration of Service Connect is judged with the service. Options of a FireLens plugin that is not known here pass.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check:
      'A credential in an option with an innocent name, in a URL of an option, or in a configuration file of FireLens is not seen.',
    config:
      'The published schema of the configuration item has no Options: the rule is not applicable where the item does not carry them. Service Connect is not judged.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for log options.',
  },
  examples,
});
