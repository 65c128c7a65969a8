/** Words of which each is the name of a secret; `-` where they may be joined, parted or begin with a capital. */
const SECRETS = [
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'passcode',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'api-key',
  'api-keys',
  'api-secret',
  'api-token',
  'app-key',
  'app-secret',
  'private-key',
  'secret-key',
  'access-key',
  'auth-key',
  'auth-token',
  'access-token',
  'signing-key',
  'encryption-key',
  'master-key',
  'shared-key',
  'account-key',
  'storage-key',
  'license-key',
  'client-secret',
];

/** Names that no rule of words tells. Sources: Security Hub's ECS.8, PostgreSQL, sshpass, Docker. */
const WHOLE_NAMES = [
  'aws_access_key_id',
  'ecs_engine_auth_data',
  'docker_auth_config',
  'pgpassword',
  'sshpass',
  'rediscli_auth',
  '(db|user|root|admin|mysql|postgres|redis|smtp|mail|ldap)(password|passwd)',
];

/** What parts words. ASCII, since a negated class makes Guard's patterns slow to compile. */
const PARTS = '[-_./: ]';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const alternatives = (words: readonly string[], spelled: (word: string) => string): string =>
  words.map(spelled).join('|');

/** `DB_PASSWORD`, `db-password`, `APIKEY`. `pass` and `pwd` only at the end: PASS_THROUGH and the shell's PWD are none. */
const PARTED =
  `(?i)((^|${PARTS})(${alternatives(SECRETS, (word) => word.replaceAll('-', `${PARTS}?`))})[0-9]*($|${PARTS})` +
  `|${PARTS}(pass|pwd)[0-9]*$|^pass$|^(${WHOLE_NAMES.join('|')})$)`;

/** `dbPassword`, `DbApiKey`, `DBApiKEY`. */
const INSIDE_CAMEL = `[a-zA-Z0-9](${alternatives(SECRETS, (word) => word.split('-').map(capital).join(''))}|APIKey|Pwd)([A-Z0-9]|${PARTS}|$)`;

/** `passwordOfDb`, `apiKeyProd`, `Password1`. */
const LEADING_CAMEL = `^(${alternatives(SECRETS, (word) => {
  const [first = '', ...rest] = word.split('-');
  return `[${first.charAt(0)}${first.charAt(0).toUpperCase()}]${first.slice(1)}${rest.map(capital).join('')}`;
})})([A-Z0-9]|${PARTS}|$)`;

/** Names of secrets, as whole words. */
export const NAMES_OF_SECRETS = [PARTED, INSIDE_CAMEL, LEADING_CAMEL];

const PLACES = ['arn', 'name', 'file', 'path'];
const SETTINGS = [
  ...PLACES,
  ...['url', 'uri', 'endpoint', 'host', 'port', 'dir', 'directory', 'location', 'region', 'provider', 'issuer'],
  ...['audience', 'scope', 'type', 'format', 'header', 'prefix', 'policy', 'algorithm', 'mode', 'version'],
  ...['ttl', 'timeout', 'expiry', 'expiration', 'expires', 'lifetime', 'age', 'interval', 'seconds', 'minutes'],
  ...['hours', 'days', 'length', 'size', 'count', 'limit', 'rounds', 'enabled', 'disabled', 'required'],
];

const endings = (words: readonly string[]): readonly string[] => [
  `(?i)${PARTS}(${words.join('|')})$`,
  `[a-z0-9](${alternatives(words, (word) => `${capital(word)}|${word.toUpperCase()}`)})$`,
];

/** Names that end by saying where something is to be found. */
export const NAMES_OF_PLACES = endings(PLACES);

/** Names that end by saying what is known about a secret, or where it is, but not what it is. */
export const NAMES_OF_SETTINGS = endings(SETTINGS);
