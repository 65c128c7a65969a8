import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkWith } from '../../src/check/check.js';
import { loadJudges } from '../../src/check/engines.js';
import { type Judge, judge } from '../../src/check/judge.js';
import { type JudgedControl, judgedControls, preparationFor } from '../../src/check/judged-control.js';
import { normalize } from '../../src/check/normalize.js';
import type { CheckInput, CheckOptions } from '../../src/check/options.js';
import { referenceJudgements } from '../../src/check/reference.js';
import { parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import type { EngineVerdict } from '../../src/engines/verdict.js';
import type { Value } from '../../src/language/value.js';
import { readInput } from '../../src/readers/recognise.js';
import { JsonReport } from '../../src/reports/json.js';
import { TextReport } from '../../src/reports/text.js';
import type { Preparation } from '../../src/resources/prepare.js';
import { reportOn } from '../../test/support/reports.js';

/** Verdicts by control, resource and index; null for an input that is refused. */
export type Verdicts = ReadonlyMap<string, EngineVerdict> | null;

export type EngineName = 'reference' | 'opa' | 'all';

const asset = (path: string) => (): Promise<Uint8Array> =>
  readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));

const OPTIONS: CheckOptions = {
  controls: controls.map((control) => ({
    control,
    severity: control.severity,
    parameters: parameterDefaults(control),
  })),
  engine: 'opa',
  assets: {
    policyWasm: asset('policies/policy.wasm'),
    guardWasm: asset('bindings/guard/guard.wasm'),
    compileRego: async () => null,
  },
  homepage: 'https://example.com',
  parameters: {},
  exceptions: [],
  inlineExceptions: 'all',
  locked: [],
  anyParameter: false,
  today: '2026-06-15',
  exceptionPath: (file) => file,
};

const SETTINGS = { file: 'fuzz', parameters: {} };

/** Judges texts by every control with its defaults. */
export class Judging {
  readonly #controls: JudgedControl[] = judgedControls(OPTIONS.controls);
  readonly #preparation: Preparation = preparationFor(this.#controls);

  readonly #known = new WeakMap<object, Promise<Verdicts>>();

  private constructor(readonly judges: readonly Judge[]) {}

  /** @param engine `reference`: the meaning of the language alone; `all` is slow, since Guard is */
  static async with(engine: EngineName): Promise<Judging> {
    if (engine === 'reference') return new Judging([referenceJudge()]);
    return new Judging(await loadJudges({ ...OPTIONS, engine }));
  }

  /** What engines say. @throws DefectError where they disagree; whatever a mistake of ours throws */
  async verdicts(text: string): Promise<Verdicts> {
    const reading = await readInput(text, SETTINGS);
    if (!reading?.template) return null;
    const Resources = this.#preparation.prepare(reading.template.resources);
    const judgements = judge(this.judges, this.#controls, { Resources });
    return new Map(judgements.map(({ verdict }) => [verdictKey(verdict), verdict]));
  }

  /** The same for a value, found once for each object. */
  verdictsOf(value: Value): Promise<Verdicts> {
    if (typeof value !== 'object' || value === null) return this.verdicts(JSON.stringify(value));
    const verdicts = this.#known.get(value) ?? this.verdicts(JSON.stringify(value));
    this.#known.set(value, verdicts);
    return verdicts;
  }

  /** Everything that `check` does with a text but for writing. @throws Error for what no input may cause */
  async whole(text: string): Promise<void> {
    const input: CheckInput = { file: 'fuzz', read: async () => Buffer.from(text), named: true };
    const result = await checkWith([input], OPTIONS, this.judges);
    const internal = result.errors.find(({ message }) => /^cannot be (read|judged): /.test(message));
    if (internal) throw new Error(internal.message);
    if (result.errors.length === 0 && result.inputs.length === 0)
      throw new Error('an input left nothing in the result');
    reportOn(result, new TextReport(TEXT));
    reportOn(result, new JsonReport());
    await normalize([input], OPTIONS);
  }
}

const verdictKey = ({ control, resource, index }: EngineVerdict): string => JSON.stringify([control, resource, index]);

const TEXT = {
  verbose: true,
  quiet: false,
  colour: true,
  secretControls: new Set<string>(),
  configurationFile: 'ringfence.yaml',
};

function referenceJudge(): Judge {
  const judged = judgedControls(OPTIONS.controls);
  return {
    engine: {
      name: 'opa',
      judge: (document) => [...referenceJudgements(judged, document)].map(({ verdict }) => verdict),
    },
    controls: new Set(judged.map(({ control }) => control.id)),
  };
}
