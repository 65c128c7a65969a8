import type { Judge } from './judge.js';
import type { CheckOptions, SelectedControl } from './options.js';

/**
 * The engines of a run, by its choice. OPA judges what is compiled into `policies/policy.wasm`, which are the
 * controls that ringfence ships; Guard judges the others too, since it compiles its rules when they are needed.
 * @throws what reading the assets throws
 */
export async function loadJudges(options: Pick<CheckOptions, 'controls' | 'engine' | 'assets'>): Promise<Judge[]> {
  const { controls: shipped } = await import('../controls/index.js');
  const { controls, engine, assets } = options;
  const compiled = controls.filter(({ control }) => shipped.includes(control));
  const forGuard = engine === 'opa' ? controls.filter((selected) => !compiled.includes(selected)) : controls;
  const judges: Judge[] = [];
  if (engine !== 'guard' && compiled.length > 0) judges.push(await opaJudge(compiled, await assets.policyWasm()));
  if (forGuard.length > 0) judges.push(await guardJudgeOf(forGuard, await assets.guardWasm()));
  return judges;
}

const ids = (controls: readonly SelectedControl[]): Set<string> => new Set(controls.map(({ control }) => control.id));

async function opaJudge(controls: readonly SelectedControl[], wasm: Uint8Array): Promise<Judge> {
  const { loadOpaEngine } = await import('../engines/opa/engine.js');
  const parameters = controls.map(({ control, parameters: values }) => [control.id, values] as const);
  return { engine: await loadOpaEngine(wasm, Object.fromEntries(parameters)), controls: ids(controls) };
}

async function guardJudgeOf(controls: readonly SelectedControl[], wasm: Uint8Array): Promise<Judge> {
  const [{ loadGuardEngine }, { guardJudge }, { guardControl }] = await Promise.all([
    import('../engines/guard/engine.js'),
    import('../engines/guard/judge.js'),
    import('../emit/guard/files.js'),
  ]);
  const forGuard = controls.map(({ control, parameters }) => guardControl(control, parameters));
  return { engine: guardJudge(loadGuardEngine(wasm), forGuard), controls: ids(controls) };
}
