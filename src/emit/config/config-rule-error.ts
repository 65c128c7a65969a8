/** What AWS Config cannot be given: a control's condition, its vehicle, or a parameter's value is at fault. */
export class ConfigRuleError extends Error {
  override readonly name = 'ConfigRuleError';
}
