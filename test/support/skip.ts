const reasons = new WeakMap<Mocha.Runnable, string>();

/**
 * Skips the running test, and has the reporter and CI print why.
 *
 * @param context the test's `this`
 * @param reason what is missing, in a few words
 */
export function skip(context: Mocha.Context, reason: string): never {
  if (context.test) reasons.set(context.test, reason);
  return context.skip();
}

/** Why a test was skipped. */
export function skipReason(test: Mocha.Runnable): string {
  return reasons.get(test) ?? 'no reason given';
}
