import { problemsOf, readTemplate } from '../check/inputs.js';
import type { CheckInput, CheckOptions } from '../check/options.js';
import type { Result } from '../check/result.js';
import { startRun } from '../check/run.js';
import { templateResults } from '../check/template-results.js';
import type { Template } from '../resources/resource.js';
import { suggestion } from '../text/nearest.js';
import type { JudgeCache } from './judge-cache.js';
import type { UnitTestOptions } from './options.js';
import type { CaseResult } from './schema.js';
import type { UnitCase } from './unit-case.js';

/** What a case came to, or in words why it came to nothing. */
type Outcome = { readonly results: readonly Result[] } | { readonly problem: string };

/** Judges one case. A fixture that cannot be read is a case that differs. */
export async function judgeCase(unitCase: UnitCase, options: UnitTestOptions, judges: JudgeCache): Promise<CaseResult> {
  const { file, line, name, selected, expected } = unitCase;
  const written = {
    kind: 'control' as const,
    file,
    line,
    control: selected.control.id,
    name,
    expected: shown(expected.verdict, expected.line),
  };
  const outcome = await resultsOf(unitCase, options, judges);
  if ('problem' in outcome) return { ...written, passed: false, actual: null, message: outcome.problem };
  const actual = decisive(outcome.results, expected.line);
  if (!actual) {
    const message = 'the control applies to nothing here';
    return { ...written, passed: expected.verdict === 'none', actual: { verdict: 'none' }, message };
  }
  return {
    ...written,
    passed: actual.verdict === expected.verdict && (expected.line === null || isAt(actual, expected.line)),
    actual: { verdict: actual.verdict, line: actual.line },
    message: [actual.message, ...(actual.missing ?? []).map((missing) => `missing: ${missing}`)].join('; '),
  };
}

const shown = (verdict: CaseResult['expected']['verdict'], line: number | null): CaseResult['expected'] =>
  line === null ? { verdict } : { verdict, line };

async function resultsOf(unitCase: UnitCase, options: UnitTestOptions, cache: JudgeCache): Promise<Outcome> {
  const settings = settingsFor(unitCase, options);
  const reading = await readTemplate(inputOf(unitCase, options), settings);
  if (!reading) return { problem: 'the fixture is no template, plan or task definition' };
  if (reading.error) return { problem: reading.error.message };
  const { template } = reading;
  const [unread] = problemsOf(template);
  if (unread) return { problem: unread.message };
  const absent = absentResource(unitCase.resource, template);
  if (absent !== null) return { problem: absent };
  const run = await startRun(settings, await cache.judgesFor(unitCase.selected));
  const { results, inline } = templateResults(template, run, options.account);
  const [malformed] = inline.flatMap(({ errors }) => errors);
  if (malformed) return { problem: malformed.message };
  return pick(results, unitCase);
}

/** Exceptions of the configuration are left out: a case is about the control, and about what its fixture says. */
function settingsFor({ selected, parameters }: UnitCase, options: UnitTestOptions): CheckOptions {
  const { engine, assets, today, region, account } = options;
  return {
    controls: [selected],
    engine,
    assets,
    today,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    homepage: '',
    parameters,
    exceptions: [],
    inlineExceptions: 'all',
    locked: [],
    anyParameter: false,
    exceptionPath: (file) => file,
  };
}

function inputOf({ file, fixture }: UnitCase, options: UnitTestOptions): CheckInput {
  if (fixture.kind === 'file') return { ...options.fixture(file, fixture.path), named: true };
  return { file, read: async () => new TextEncoder().encode(fixture.text), named: true };
}

/** A name that is nowhere in the fixture is a mistake of the test, not a control that does not apply. */
function absentResource(name: string | null, { resources }: Template): string | null {
  if (name === null || resources.some(({ id, address }) => id === name || address === name)) return null;
  const ids = resources.map(({ id }) => id);
  return `the fixture has no resource \`${name}\`${suggestion(name, ids)}`;
}

/** The results that a case is about. A container that is not there, where others are, is a mistake of the test. */
function pick(results: readonly Result[], { resource, container }: UnitCase): Outcome {
  const ofResource = results.filter(
    (result) => resource === null || result.resource.id === resource || result.resource.address === resource,
  );
  const picked = ofResource.filter((result) => container === null || result.container === container);
  if (picked.length > 0 || ofResource.length === 0) return { results: picked };
  const there = ofResource.flatMap((result) => (result.container === undefined ? [] : [`\`${result.container}\``]));
  return { problem: `no result is about a container \`${container}\`; there is ${there.join(', ') || 'none'}` };
}

const ORDER: readonly Result['verdict'][] = ['fail', 'unknown', 'excepted', 'pass'];

/** Where a case leaves several results, the worst verdict counts, and of those the one at the expected line. */
function decisive(results: readonly Result[], line: number | null): Result | undefined {
  const verdict = ORDER.find((candidate) => results.some((result) => result.verdict === candidate));
  const worst = results.filter((result) => result.verdict === verdict);
  return worst.find((result) => line !== null && isAt(result, line)) ?? worst[0];
}

function isAt(result: Result, line: number): boolean {
  return result.line === line || (result.also ?? []).some((place) => place.line === line);
}
