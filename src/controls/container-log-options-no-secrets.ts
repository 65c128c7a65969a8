import { all, any, exists, item, matches, not, property, says } from '../language/builders.js';
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
/** Docker's driver and New Relic's plugin look at capitals; the last is how Fluent Bit's own documentation writes it. */
const AS_WRITTEN = ['splunk-token', 'apiKey', 'licenseKey', 'HTTP_Passwd'];

/** Fluent Bit does not look at capitals: as it is, in capitals, each word or only the first with a capital. */
function spellings(option: string): string[] {
  const words = option.replaceAll(
    /(^|_)([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return [option, option.toUpperCase(), words, option.charAt(0).toUpperCase() + option.slice(1)];
}

const OPTIONS = [...new Set([...AS_WRITTEN, ...CREDENTIALS.flatMap(spellings)])];
const HEADER = '(?i)^ *(proxy-)?(authorization|[a-z-]*(api-key|apikey|token|secret|x-honeycomb-team))[ :]';

const below = (term: Term, key: string): Term => ({ ...term, path: [...term.path, key] });

/** What an option that carries a credential is called is what counts: its value may come from anywhere. */
function noCredential(options: Term): Condition {
  const named = OPTIONS.map((name) =>
    says(`Option ${name} holds a credential in plain text`, not(exists(below(options, name)))),
  );
  const headers = new Set(spellings('header'));
  const authorizations = [...headers].map((name) => {
    const header = below(options, name);
    return any(
      says(`Option ${name} holds a credential in plain text`, not(exists(header))),
      not(matches(header, HEADER)),
    );
  });
  return all(...named, ...authorizations);
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
  blindSpots: {
    check:
      'A credential in an option with an innocent name, in a URL of an option, or in a configuration file of FireLens is not seen.',
    config:
      'The published schema of the configuration item has no Options: the rule is not applicable where the item does not carry them.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for log options.',
  },
  examples,
});
