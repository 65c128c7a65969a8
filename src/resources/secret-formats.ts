import { commonPattern } from '../language/patterns.js';

/**
 * Secrets that are recognised by their form alone, as patterns that all engines read alike. Sources: the vendors' own
 * descriptions of their formats, and the rules of gitleaks and GitHub secret scanning. None begins with a repetition:
 * over a long text that would be tried from every character on.
 */
/** What may stand around a token; ASCII, since a negated class makes Guard's patterns slow to compile. */
const AROUND = '[ "\'=:/,;()<>|]';
const TOKENS: readonly string[] = [
  '-----BEGIN [A-Z0-9 ]*PRIVATE KEY',
  // AWS: access key ids (AKIA long-term, ASIA temporary …), session tokens.
  `(^|${AROUND})(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}($|${AROUND})`,
  '(FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{40}',
  // JSON Web Tokens, from the end of their first part on
  '[A-Za-z0-9_-]{8}\\.eyJ[A-Za-z0-9_-]{8,}\\.',
  // GitHub, GitLab, npm, PyPI
  'gh[pousr]_[A-Za-z0-9]{36}',
  'github_pat_[A-Za-z0-9_]{22}',
  'gl(pat|dt|rt|ptt|cbt|ft|soat|agent)-[A-Za-z0-9_-]{20}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-[A-Za-z0-9_-]{50}',
  // Slack tokens and webhooks
  'xox[abeoprs]-[A-Za-z0-9-]{10}',
  'xapp-[A-Za-z0-9-]{10}',
  'hooks\\.slack\\.com/(services|workflows)/[A-Za-z0-9/_-]{20}',
  // Stripe, SendGrid, Google, OpenAI and Anthropic, HashiCorp Vault, DigitalOcean, Shopify, Databricks, Telegram
  `(^|${AROUND})[rs]k_(live|test)_[A-Za-z0-9]{16}`,
  'whsec_[A-Za-z0-9+/=]{20}',
  `(^|${AROUND})SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16}`,
  'AIza[A-Za-z0-9_-]{35}',
  'ya29\\.[A-Za-z0-9_-]{20}',
  `(^|${AROUND})sk-[A-Za-z0-9_-]{32}`,
  `(^|${AROUND})hv[sb]\\.[A-Za-z0-9_-]{24}`,
  'do[por]_v1_[a-f0-9]{64}',
  'shp(at|ca|pa|ss)_[a-fA-F0-9]{32}',
  `(^|${AROUND})dapi[a-f0-9]{32}`,
  `(^|${AROUND}|bot)[0-9]{8,10}:AA[A-Za-z0-9_-]{33}`,
  // Credentials in a URL, unless a placeholder (`$`, `<`, `{`, `*`) stands for the password.
  '[A-Za-z0-9]://[!-"$-.0-9;->A-~]*:[!-"%-)+-.0-9:;=->A-z|-~][!-"$-.0-9:->A-~]*@',
];

/** Credentials in connection strings (`Server=…;Password=…`), Azure's keys in theirs. */
const ASSIGNMENTS: readonly string[] = [
  '(^|;) *(password|pwd) *= *[!-#%-)+-:=->@-z|-~]',
  '(accountkey|sharedaccesskey) *= *[a-z0-9+/]{40}',
];

/** A text that holds a secret of a known form. Two patterns, since capitals count in one of them only. */
export const SECRET_FORMATS: readonly string[] = [
  `(${TOKENS.join('|')})`,
  commonPattern(`(?i)(${ASSIGNMENTS.join('|')})`),
];
