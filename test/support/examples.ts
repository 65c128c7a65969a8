import { readFile } from 'node:fs/promises';
import { check } from '../../src/check/check.js';
import type { CheckOptions, EngineChoice } from '../../src/check/options.js';
import type { CheckResult } from '../../src/check/result.js';
import { type Control, type Example, parameterDefaults } from '../../src/controls/control.js';
import { planOf } from './plan.js';
import { inRepository } from './repository.js';

/** The text of an example's input, and a file name of its kind. */
export function inputOf({ cloudformation, terraform, taskDefinition }: Example): { file: string; text: string } {
  if (cloudformation !== undefined) return { file: 'example.yaml', text: cloudformation };
  if (terraform !== undefined) return { file: 'plan.json', text: planOf(terraform) };
  return { file: 'task.json', text: JSON.stringify(taskDefinition, null, 2) };
}

/** An example judged by its control alone, through the whole pipeline. */
export function checkExample(control: Control, example: Example, engine: EngineChoice): Promise<CheckResult> {
  const { file, text } = inputOf(example);
  const parameters = { ...parameterDefaults(control), ...example.set };
  return check([{ file, read: async () => Buffer.from(text), named: true }], {
    ...OPTIONS,
    engine,
    controls: [{ control, severity: control.severity, parameters }],
    parameters: example.parameters ?? {},
  });
}

const OPTIONS: Omit<CheckOptions, 'controls' | 'engine' | 'parameters'> = {
  assets: {
    policyWasm: () => readFile(inRepository('policies/policy.wasm')),
    guardWasm: () => readFile(inRepository('bindings/guard/guard.wasm')),
  },
  homepage: 'https://example.com',
  exceptions: [],
  inlineExceptions: 'none',
  locked: [],
  anyParameter: false,
  today: '2026-11-22',
  exceptionPath: (path) => path,
};
