/**
 * The library. `check`, `simulate`, `prove`, `plan` and `apply` do what the commands of these names do; the builders make controls of one's own. Everything
 * that is not exported here is internal.
 */
import type { CheckResult } from './check/result.js';
import type { CheckPathsOptions } from './node/check-paths.js';
import type { PlanOptions } from './node/deployment.js';
import type { ProveOptions } from './node/prove.js';
import type { ApplyOptions, ApplyOutcome } from './node/runs.js';
import type { SimulateOptions } from './node/simulate.js';
import type { PlanResult } from './organization/plan/schema.js';
import type { ProveResult } from './prove/schema.js';
import type { SimulateResult } from './simulate/schema.js';

export { DefectError } from './check/defect.js';
export type { BaselineEntry, EngineChoice } from './check/options.js';
export type { CheckError, CheckResult, Result } from './check/result.js';
export type { ConfigVehicle, ManagedRule } from './controls/config-vehicle.js';
export type {
  BlindSpots,
  Control,
  Example,
  Mappings,
  Parameter,
  Profile,
  Rule,
  Severity,
  SimpleControl,
} from './controls/control.js';
export { control } from './controls/control.js';
export { controls } from './controls/index.js';
export {
  all,
  any,
  atLeast,
  atMost,
  countAtLeast,
  equals,
  every,
  exists,
  fact,
  hasKey,
  item,
  like,
  matches,
  not,
  oneOf,
  oneOrMany,
  parameter,
  parameterIs,
  property,
  related,
  says,
  secret,
  some,
  versionAtLeast,
} from './language/builders.js';
export type { Condition, ParameterReference, Term } from './language/condition.js';
export type { CheckPathsOptions } from './node/check-paths.js';
export type { PlanOptions } from './node/deployment.js';
export { OptionsError } from './node/options-error.js';
export type { ProveOptions } from './node/prove.js';
export type { ApplyOptions, ApplyOutcome, Run, RunEvent } from './node/runs.js';
export type { SimulateOptions } from './node/simulate.js';
export type { ApplyEvent, ApplyResult, HaltedResult } from './organization/apply/apply.js';
export type { Change } from './organization/change.js';
export type { PlanResult } from './organization/plan/schema.js';
export type { Proof, ProveResult, WrittenProperty } from './prove/schema.js';
export type { Decision, RequestCase, SimulateResult, WrittenRequest } from './simulate/schema.js';

/**
 * Judges infrastructure code by the controls, as `ringfence check` does: templates, CDK assemblies, Terraform plans
 * and task definitions, found by their content below the paths.
 *
 * @param options the paths, and the command's options under their names; `ringfence.yaml` is searched as it does
 * @returns the JSON of `schemas/check-result.json`: lines and columns count from 1, files are relative to `cwd`.
 *   What cannot be read is in its `errors`; nothing is thrown for an input
 * @throws OptionsError, with `problems`, for a configuration or options that cannot be used
 * @throws DefectError where two engines disagree: a mistake in ringfence itself
 */
export async function check(options: CheckPathsOptions): Promise<CheckResult> {
  const { checkPaths } = await import('./node/check-paths.js');
  return checkPaths(options);
}

/**
 * Decides requests against the organization policies that the configuration leads to, as `ringfence simulate` does.
 *
 * @param options the requests, and whose policies decide; `ringfence.yaml` is searched as the command does
 * @returns the JSON of `schemas/simulate-result.json`
 * @throws OptionsError, with `problems`, for a configuration, organization or request that cannot be used
 */
export async function simulate(options: SimulateOptions): Promise<SimulateResult> {
  const { simulateRequests } = await import('./node/simulate.js');
  return simulateRequests(options);
}

/**
 * Proves properties of the organization policies over all requests, as `ringfence prove` does: what every control in use
 * promises, and those that are given.
 *
 * @returns the JSON of `schemas/prove-result.json`; what is not proved is `refuted` or `undecided`
 * @throws OptionsError, with `problems`, for a configuration, organization or property that cannot be used
 */
export async function prove(options: ProveOptions): Promise<ProveResult> {
  const { proveProperties } = await import('./node/prove.js');
  return proveProperties(options);
}

/**
 * What leads from the organization as it is to what the configuration says, as `ringfence plan` does. Nothing is changed.
 *
 * @returns the JSON of `schemas/plan-result.json`: changes in their order, refusals, and the checksum that `apply` takes
 * @throws OptionsError, with `problems`, for a configuration or an organization that cannot be used or read
 */
export async function plan(options: PlanOptions): Promise<PlanResult> {
  const { plannedChanges } = await import('./node/deployment.js');
  return plannedChanges(options);
}

/**
 * Applies a plan that was reviewed, as `ringfence apply --checksum SUM --yes` does: one wave, or with `wait` all of them.
 * The plan is computed again; a call is made only after its intent is on disk (`journal`).
 *
 * @returns the run's name and what it came to: applied, soaking, halted (what was made, what was not) or locked
 * @throws OptionsError where the plan has refusals or another checksum, or something cannot be read or written
 */
export async function apply(options: ApplyOptions): Promise<ApplyOutcome> {
  const { applyReviewed } = await import('./node/runs.js');
  return applyReviewed(options);
}
