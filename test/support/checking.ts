import { Exceptions } from '../../src/check/exceptions.js';
import type { Judge } from '../../src/check/judge.js';
import { judgedControls, preparationFor } from '../../src/check/judged-control.js';
import type { CheckOptions, Exception, SelectedControl } from '../../src/check/options.js';
import { referenceJudgements } from '../../src/check/reference.js';
import type { Run } from '../../src/check/run.js';
import { type Control, control, parameterDefaults, type SimpleControl } from '../../src/controls/control.js';
import type { ParameterValues } from '../../src/language/bind.js';

/** A control of which only what a test is about is written. */
export function testControl(definition: Pick<SimpleControl, 'id' | 'holds'> & Partial<SimpleControl>): Control {
  return control({
    practice: '0',
    severity: 'high',
    profile: 'essential',
    title: `the title of ${definition.id}`,
    why: 'It is a test.',
    remedy: `the remedy of ${definition.id}`,
    mappings: {},
    applies: ['AWS::ECS::Service'],
    config: { none: 'a test' },
    blindSpots: {},
    examples: [
      { name: 'pass', verdict: 'pass' },
      { name: 'fail', verdict: 'fail' },
    ],
    ...definition,
  });
}

export const select = (made: Control, parameters: ParameterValues = {}): SelectedControl => ({
  control: made,
  severity: made.severity,
  parameters: { ...parameterDefaults(made), ...parameters },
});

export function testOptions(controls: readonly SelectedControl[], options: Partial<CheckOptions> = {}): CheckOptions {
  const none = () => Promise.reject(new Error('no engine in this test'));
  return {
    controls,
    engine: 'opa',
    assets: { policyWasm: none, guardWasm: none, compileRego: none },
    homepage: 'https://example.com/ringfence',
    parameters: {},
    exceptions: [],
    inlineExceptions: 'all',
    locked: [],
    anyParameter: false,
    today: '2026-06-15',
    exceptionPath: (file) => file,
    ...options,
  };
}

/** The language's reference meaning as an engine. */
export function referenceJudge(controls: readonly SelectedControl[]): Judge {
  const judged = judgedControls(controls);
  return {
    engine: {
      name: 'opa',
      judge: (document) => [...referenceJudgements(judged, document)].map(({ verdict }) => verdict),
    },
    controls: new Set(controls.map((selected) => selected.control.id)),
  };
}

export function testRun(controls: readonly SelectedControl[], options: Partial<CheckOptions> = {}): Run {
  const all = testOptions(controls, options);
  const judged = judgedControls(controls);
  return {
    options: all,
    controls: judged,
    preparation: preparationFor(judged),
    judges: [referenceJudge(controls)],
    exceptions: new Exceptions(all),
    pointAtSource: (result) => result,
    asked: { keep: 'all', quotes: false },
    judged: new Set(judged.map(({ control }) => control.id)),
    known: null,
  };
}

export const exception = (fields: Partial<Exception> & Pick<Exception, 'control'>): Exception => ({
  reason: 'accepted for now',
  owner: 'platform@example.com',
  expires: '2026-12-31',
  source: { file: 'ringfence.yaml', line: 7 },
  ...fields,
});
