import Mocha from 'mocha';

const reasons = new WeakMap<object, string>();

/**
 * Skips the running test, or from a `before` hook its whole suite, and has the reporter and CI print why.
 *
 * @param context the `this` of the test or hook
 * @param reason what is missing, in a few words
 */
export function skip(context: Mocha.Context, reason: string): never {
  const runnable = context.test;
  const skipped = runnable instanceof Mocha.Hook ? runnable.parent : runnable;
  if (skipped) reasons.set(skipped, reason);
  return context.skip();
}

/** Why a test was skipped: its own reason, or that of the nearest suite around it. */
export function skipReason(skipped: Mocha.Test | Mocha.Suite | undefined): string {
  if (!skipped) return 'no reason given';
  return reasons.get(skipped) ?? skipReason(skipped.parent);
}
