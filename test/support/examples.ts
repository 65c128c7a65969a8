import { checkWith } from '../../src/check/check.js';
import type { CheckOptions } from '../../src/check/options.js';
import type { CheckResult } from '../../src/check/result.js';
import { type Control, type Example, parameterDefaults } from '../../src/controls/control.js';
import { guardControl } from '../../src/emit/guard/files.js';
import { guardJudge } from '../../src/engines/guard/judge.js';
import { loadOpaEngine } from '../../src/engines/opa/engine.js';
import type { Engine } from '../../src/engines/verdict.js';
import { guardEngine, opaEngine, policyWasm } from './engines.js';
import { planOf } from './plan.js';

/** The text of an example's input, and a file name of its kind. */
export function inputOf({ cloudformation, terraform, taskDefinition }: Example): { file: string; text: string } {
  if (cloudformation !== undefined) return { file: 'example.yaml', text: cloudformation };
  if (terraform !== undefined) return { file: 'plan.json', text: planOf(terraform) };
  return { file: 'task.json', text: JSON.stringify(taskDefinition, null, 2) };
}

/** An example judged by its control alone, through the whole pipeline and one engine. */
export async function checkExample(control: Control, example: Example, engine: 'opa' | 'guard'): Promise<CheckResult> {
  return checkAs(inputOf(example), control, example, engine);
}

/** The same with another input in the place of the example's. */
export async function checkAs(
  { file, text }: { readonly file: string; readonly text: string },
  control: Control,
  example: Example,
  engine: 'opa' | 'guard',
): Promise<CheckResult> {
  const parameters = { ...parameterDefaults(control), ...example.set };
  const options = { ...OPTIONS, engine, controls: [{ control, severity: control.severity, parameters }] };
  return checkWith(
    [{ file, read: async () => Buffer.from(text), named: true }],
    { ...options, parameters: example.parameters ?? {} },
    [{ engine: await engineFor(control, example, engine), controls: new Set([control.id]) }],
  );
}

/** Engines are kept from test to test; only parameters of an example's own need another. */
async function engineFor(control: Control, { set }: Example, engine: 'opa' | 'guard'): Promise<Engine> {
  const parameters = { ...parameterDefaults(control), ...set };
  if (engine === 'guard') return guardJudge(guardEngine(), [guardControl(control, parameters)]);
  return set ? loadOpaEngine(policyWasm(), { [control.id]: parameters }) : opaEngine();
}

const unused = (): Promise<never> => Promise.reject(new Error('the engines are given'));

const OPTIONS: Omit<CheckOptions, 'controls' | 'engine' | 'parameters'> = {
  assets: { policyWasm: unused, guardWasm: unused, compileRego: unused },
  homepage: 'https://example.com',
  exceptions: [],
  inlineExceptions: 'none',
  locked: [],
  anyParameter: false,
  today: '2026-11-22',
  exceptionPath: (path) => path,
};
