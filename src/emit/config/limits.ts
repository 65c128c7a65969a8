/** Limits of AWS Config. Source: its service limits and the models of its API, as of November 2026. */
export const LIMITS = {
  /** Characters of a policy text. */
  policyText: 10_000,
  /** Bytes of a template that is given inline. */
  template: 51_200,
  rules: 130,
  parameters: 60,
  parameterValue: 4_096,
  /** Characters of a rule's parameters as JSON. */
  inputParameters: 1_024,
  description: 256,
} as const;

/** A pack that AWS Config would not take: of controls of one's own, or because of a parameter's value. */
export class PackLimitError extends Error {
  override readonly name = 'PackLimitError';
}

export function guardLimitProblem(control: string, text: string): PackLimitError | null {
  if (text.length <= LIMITS.policyText) return null;
  return new PackLimitError(
    `the AWS Config rule of \`${control}\` has ${text.length} characters, and AWS Config takes ${LIMITS.policyText}: shorten its condition, or the lists in its parameters`,
  );
}
