import type { EngineAssets } from '../check/options.js';
import { readAsset } from './package-root.js';

/** The engines that ship with this package. */
export const PACKAGE_ASSETS: EngineAssets = {
  policyWasm: () => readAsset('policies/policy.wasm'),
  guardWasm: () => readAsset('bindings/guard/guard.wasm'),
  compileRego: async (sources) => {
    const { compileRego, opaOnPath } = await import('./opa-command.js');
    const opa = await opaOnPath();
    return opa === null ? null : compileRego(opa, sources);
  },
};
