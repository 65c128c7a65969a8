import type { ParameterValue } from '../language/bind.js';
import type { Judge } from './judge.js';
import type { CheckOptions, EngineAssets, SelectedControl } from './options.js';

/**
 * The engines of a run, by its choice. OPA judges what is compiled into `policies/policy.wasm`, which are the
 * controls that ringfence ships, and those of one's own where it can compile them; Guard judges the others.
 * @throws what reading the assets and compiling throws
 */
export async function loadJudges(options: Pick<CheckOptions, 'controls' | 'engine' | 'assets'>): Promise<Judge[]> {
  const { controls, engine, assets } = options;
  const byOpa = engine === 'guard' ? [] : await opaJudges(controls, assets);
  const judged = new Set(byOpa.flatMap((judge) => [...judge.controls]));
  const forGuard = engine === 'opa' ? controls.filter(({ control }) => !judged.has(control.id)) : controls;
  return forGuard.length > 0 ? [...byOpa, await guardJudgeOf(forGuard, await assets.guardWasm())] : byOpa;
}

async function opaJudges(controls: readonly SelectedControl[], assets: EngineAssets): Promise<Judge[]> {
  const { controls: shipped } = await import('../controls/index.js');
  const compiled = controls.filter(({ control }) => shipped.includes(control));
  const own = controls.filter((selected) => !compiled.includes(selected));
  const judges: Judge[] = [];
  if (compiled.length > 0) judges.push(await opaJudge(compiled, await assets.policyWasm()));
  if (own.length > 0) {
    const { regoFiles } = await import('../emit/rego/files.js');
    const wasm = await assets.compileRego(regoFiles(own.map(({ control }) => control)));
    if (wasm) judges.push(await opaJudge(own, wasm));
  }
  return judges;
}

const ids = (controls: readonly SelectedControl[]): Set<string> => new Set(controls.map(({ control }) => control.id));

async function opaJudge(controls: readonly SelectedControl[], wasm: Uint8Array): Promise<Judge> {
  const { loadOpaEngine } = await import('../engines/opa/engine.js');
  // Its rules know the defaults, and what follows from them.
  const parameters = controls.flatMap(({ control, parameters: values }) => {
    const other = Object.entries(values).filter(
      ([name, value]) => !isDefault(value, control.parameters?.[name]?.default),
    );
    return other.length > 0 ? [[control.id, Object.fromEntries(other)] as const] : [];
  });
  return { engine: await loadOpaEngine(wasm, Object.fromEntries(parameters)), controls: ids(controls) };
}

const isDefault = (value: ParameterValue, byDefault: ParameterValue | undefined): boolean =>
  JSON.stringify(value) === JSON.stringify(byDefault);

async function guardJudgeOf(controls: readonly SelectedControl[], wasm: Uint8Array): Promise<Judge> {
  const [{ loadGuardEngine }, { guardJudge }, { guardControl }] = await Promise.all([
    import('../engines/guard/engine.js'),
    import('../engines/guard/judge.js'),
    import('../emit/guard/files.js'),
  ]);
  const forGuard = controls.map(({ control, parameters }) => guardControl(control, parameters));
  return { engine: guardJudge(loadGuardEngine(wasm), forGuard), controls: ids(controls) };
}
