import type { CheckError, Result } from './result.js';

/** What stands in the place of a secret. */
const MASK = '***';

/**
 * Secrets that are recognised by their form alone. Sources: the vendors' own descriptions of their token formats,
 * and the rules of gitleaks and GitHub secret scanning. A second group, where there is one, is what is masked.
 * What may begin anywhere and needs something at its end is bounded, so that no text makes it slow.
 */
const KNOWN_FORMATS: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  // AWS: access key ids (AKIA long-term, ASIA temporary …), secret keys beside their name, session tokens.
  /\b(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}\b/g,
  /(secret_?access_?key["'\s]*[:=]\s*["']?)([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi,
  /\b(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{40,}/g,
  // JSON Web Tokens
  /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  // GitHub, GitLab, npm, PyPI
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/g,
  /\bgl(?:pat|dt|rt|ptt|cbt|ft|soat|agent)-[A-Za-z0-9_-]{20,}/g,
  /\b(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,})/g,
  // Slack tokens and webhooks, Stripe, SendGrid, Twilio, Google, OpenAI and Anthropic, Datadog beside its name
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-[A-Za-z0-9-]{10,}/g,
  /(hooks\.slack\.com\/(?:services|workflows)\/)([A-Za-z0-9/_-]{20,})/g,
  /\b[rsp]k_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{20,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,100}\.[A-Za-z0-9_-]{16,}|\bSK[0-9a-f]{32}\b/g,
  /\bAIza[A-Za-z0-9_-]{35}|\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/g,
  // HashiCorp Vault, DigitalOcean, Shopify, Databricks, Telegram
  /\bhv[sb]\.[A-Za-z0-9_-]{24,}|\bdo[por]_v1_[a-f0-9]{64}/g,
  /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|\bdapi[a-f0-9]{32}/g,
  /\b(?:bot)?[0-9]{8,10}:AA[A-Za-z0-9_-]{33}/g,
  // Credentials in connection strings
  /((?:^|;)[ \t]*(?:password|pwd)[ \t]*=[ \t]*)([^;\s"'`]+)/gim,
  /((?:accountkey|sharedaccesskey)\s*=\s*)([a-z0-9+/]{40,}=*)/gi,
  // Credentials in a URL: only the password, so that a reader sees which host was meant.
  /\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'<>{}$]*:)([^\s/@"'<>{}$]+)(?=@)/gi,
];

/**
 * INVARIANT: what any known format matches holds one of these. Most texts hold none, and are not looked through once
 * for each format.
 */
const HINT =
  /PRIVATE KEY|AKIA|ASIA|ABIA|ACCA|A3T|secret_?access_?key|FwoGZXIvYXdz|IQoJb3JpZ2lu|\.eyJ|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|ft|soat|agent)-|npm_|pypi-|xox|xapp-|hooks\.slack|k_(?:live|test)_|whsec_|SG\.|SK[0-9a-f]{32}|AIza|ya29|sk-[\w-]{32}|hv[sb]\.|do[por]_v1_|shp(?:at|ca|pa|ss)_|dapi[a-f0-9]{32}|:AA|password|pwd|accountkey|sharedaccesskey|:\/\//i;

/** What begins formats that may go over lines: others can be looked for line by line. */
const OVER_LINES = /PRIVATE KEY|secret_?access_?key|accountkey|sharedaccesskey/i;

/** Whether the lines of a text may be masked one by one. */
export const isMaskedByLine = (text: string): boolean => !OVER_LINES.test(text);

/**
 * The text without secrets: values of known secret formats, and values that this input declares to be secret.
 * Line breaks inside a secret stay, so that line numbers do.
 *
 * @param sensitive given NoEcho parameters and plan-sensitive values
 */
export function maskText(text: string, sensitive: readonly string[] = []): string {
  const declared = sensitive.length > 0 ? sensitive.reduce(maskValue, text) : text;
  if (!HINT.test(declared)) return declared;
  return KNOWN_FORMATS.reduce(
    (masked, format) =>
      masked.replace(format, (whole: string, kept: unknown, secret: unknown) =>
        typeof secret === 'string' && typeof kept === 'string' ? `${kept}${MASK}` : hidden(whole),
      ),
    declared,
  );
}

const hidden = (secret: string): string => MASK + '\n'.repeat(secret.split('\n').length - 1);

/** Short values (`1`, `yes`) are masked as whole words only: they also stand inside of others. */
const LONG_ENOUGH = 4;

function maskValue(text: string, value: string): string {
  if (value.trim() === '') return text;
  return spellings(value).reduce((masked, spelling) => {
    if (spelling.length >= LONG_ENOUGH) return masked.replaceAll(spelling, () => hidden(spelling));
    const word = new RegExp(`(?<![A-Za-z0-9_])${spelling.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}(?![A-Za-z0-9_])`, 'g');
    return masked.replace(word, MASK);
  }, text);
}

/** A value as it is, as JSON writes it, and each of its longer lines, as YAML's block scalars show them. */
function spellings(value: string): string[] {
  const escaped = JSON.stringify(value).slice(1, -1);
  const lines = value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 2 * LONG_ENOUGH);
  return [...new Set([value, escaped, ...lines])];
}

/** A result whose words show no secret. What identifies it (control, resource, file) loses known formats alone. */
export function maskResult(result: Result, sensitive: readonly string[]): Result {
  const words = (text: string): string => maskText(text, sensitive);
  const name = (text: string): string => maskText(text);
  const path = (text: string | null): string | null => (text === null ? null : name(text));
  return {
    ...result,
    resource: { ...result.resource, id: name(result.resource.id) },
    ...(result.container !== undefined && { container: name(result.container) }),
    path: path(result.path),
    message: words(result.message),
    remedy: words(result.remedy),
    ...(result.also && {
      also: result.also.map((one) => ({ ...one, path: path(one.path), message: words(one.message) })),
    }),
    ...(result.missing && { missing: result.missing.map(words) }),
    ...(result.dependsOn && { dependsOn: result.dependsOn.map((one) => ({ ...one, value: words(one.value) })) }),
    ...(result.exception && {
      exception: { ...result.exception, reason: words(result.exception.reason), owner: words(result.exception.owner) },
    }),
  };
}

/** The same for an input that cannot be read. */
export function maskError(error: CheckError, sensitive: readonly string[]): CheckError {
  return { ...error, message: maskText(error.message, sensitive) };
}
