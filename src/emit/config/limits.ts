/** Typographic signs as plain ones: what AWS Config makes of others in a template is not documented. */
export const plainText = (text: string): string => text.replaceAll('…', '...').replaceAll('’', "'");

/** Limits of AWS Config. Source: its service limits and the models of its API, as of November 2026. */
export const LIMITS = {
  /** Characters of a policy text. */
  policyText: 10_000,
  /** Bytes of a template that is given inline. */
  template: 51_200,
  rules: 130,
  parameters: 60,
  /** Characters of a rule's parameters as JSON. */
  inputParameters: 1_024,
  description: 256,
} as const;
