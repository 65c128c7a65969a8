import { readFileSync } from 'node:fs';
import { type GuardEngine, loadGuardEngine } from '../../src/engines/guard/engine.js';
import { loadOpaEngine } from '../../src/engines/opa/engine.js';
import type { Engine } from '../../src/engines/verdict.js';
import { inRepository } from './repository.js';

let guard: GuardEngine | null = null;
let opa: Promise<Engine> | null = null;

export function guardEngine(): GuardEngine {
  guard ??= loadGuardEngine(readFileSync(inRepository('bindings/guard/guard.wasm')));
  return guard;
}

export const policyWasm = (): Uint8Array => readFileSync(inRepository('policies/policy.wasm'));

/** The compiled policies with every parameter's default. They judge every control: callers keep to their own. */
export function opaEngine(): Promise<Engine> {
  opa ??= loadOpaEngine(policyWasm(), {});
  return opa;
}
