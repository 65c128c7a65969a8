import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import type { EngineChoice, SelectedControl } from '../check/options.js';
import type { CheckError } from '../check/result.js';
import { selectControls } from '../configuration/select.js';
import { isFixture } from '../unit-tests/fixture.js';
import type { UnitTestOptions } from '../unit-tests/options.js';
import { type ParsedTests, parseUnitTests, readCases, type UnitTestSource } from '../unit-tests/read.js';
import { runUnitTests } from '../unit-tests/run.js';
import type { CaseResult, UnitTestResult, UnitTestsFile } from '../unit-tests/schema.js';
import { PACKAGE_ASSETS } from './assets.js';
import { today } from './check-paths.js';
import type { Loaded } from './configuration.js';
import { CONFIGURATION_NAME } from './find-configuration.js';
import { assetPath } from './package-root.js';
import { displayPath, systemReason } from './paths.js';

/** Where unit tests are looked for where nothing is named. */
export const DEFAULT_TESTS = 'ringfence-tests';

/** The files of unit tests, in the order of their names, and what could not be read. */
export interface FoundTests {
  readonly parsed: readonly ParsedTests[];
  readonly errors: readonly CheckError[];
}

/**
 * Reads the unit tests that paths name. In a folder, configurations and YAML files that tests are judged on are
 * passed over; a file that is named itself must be a test. Synchronous, since mocha wants its tests defined at once.
 */
export function findUnitTests(cwd: string, paths: readonly string[]): FoundTests {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<UnitTestsFile>(
    JSON.parse(readFileSync(assetPath('schemas/unit-tests.json'), 'utf8')),
  );
  const parsed: ParsedTests[] = [];
  const errors: CheckError[] = [];
  for (const path of paths) {
    const found = sourcesAt(cwd, resolve(cwd, path));
    if (typeof found === 'string')
      errors.push({ file: path, line: null, column: null, message: found + hintFor(path) });
    else {
      for (const source of found) {
        const outcome = parseUnitTests(source, validate);
        if (outcome.problems) errors.push(...outcome.problems);
        else parsed.push(outcome.value);
      }
    }
  }
  return { parsed, errors };
}

const hintFor = (path: string): string =>
  path === DEFAULT_TESTS ? '; `ringfence init` writes a first test there' : '';

/** A text says why the path cannot be read. */
function sourcesAt(cwd: string, path: string): UnitTestSource[] | string {
  try {
    const named = statSync(path).isFile();
    const files = named ? [path] : yamlFiles(path);
    const sources = files.map((file) => ({ file: displayPath(cwd, file), text: readFileSync(file, 'utf8') }));
    return named ? sources : sources.filter(({ file, text }) => !isConfiguration(file) && !isFixture(text));
  } catch (error) {
    return `it cannot be read: ${systemReason(error)}`;
  }
}

const isConfiguration = (file: string): boolean => basename(file) === CONFIGURATION_NAME;

/** In an order that no locale changes. Symbolic links are not followed. */
function yamlFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : yamlFiles(path);
      return entry.isFile() && /\.ya?ml$/i.test(entry.name) ? [path] : [];
    });
}

/** Every control, as the configuration has it: a case may be about one that no profile selects. */
export function testableControls({ configuration, controls }: Loaded): readonly SelectedControl[] {
  const selection = { controls: controls.map(({ id }) => id), skip: [], set: [], unit: '/' };
  return selectControls(configuration, controls, selection).selected ?? [];
}

/** What cases are judged with on this machine. */
export function unitTestOptions(cwd: string, engine: EngineChoice): UnitTestOptions {
  return {
    engine,
    assets: PACKAGE_ASSETS,
    today: today(),
    fixture: (testFile, path) => {
      const absolute = join(resolve(cwd, dirname(testFile)), path);
      return { file: displayPath(cwd, absolute), read: () => readFixture(absolute) };
    },
  };
}

async function readFixture(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw new Error(systemReason(error));
  });
}

/**
 * Runs the unit tests that paths name; without paths, those of `ringfence-tests/`.
 * @throws DefectError where engines disagree
 */
export async function testPaths(
  cwd: string,
  paths: readonly string[],
  loaded: Loaded,
  engine: EngineChoice = 'opa',
): Promise<UnitTestResult> {
  const { parsed, errors } = findUnitTests(cwd, paths.length > 0 ? paths : [DEFAULT_TESTS]);
  const controls = testableControls(loaded);
  const outcomes = parsed.map((tests) => readCases(tests, controls));
  const cases = outcomes.flatMap((outcome) => outcome.value ?? []);
  const problems = outcomes.flatMap((outcome) => outcome.problems ?? []);
  const { results } = await runUnitTests(cases, controls, unitTestOptions(cwd, engine));
  const all = [...results, ...(await organizationResults(cwd, parsed, loaded))];
  const passed = all.filter((result) => result.passed).length;
  const summary = { passed, failed: all.length - passed };
  return { version: 1, results: all, errors: [...errors, ...problems], summary };
}

/** The requests and properties of all files; what decides them is loaded where a file has some. */
async function organizationResults(cwd: string, parsed: readonly ParsedTests[], loaded: Loaded): Promise<CaseResult[]> {
  const some = parsed.filter(({ value }) => value.requests || value.properties);
  if (some.length === 0) return [];
  const { OrganizationTests } = await import('./organization-tests.js');
  const tests = new OrganizationTests(cwd, loaded);
  const results: CaseResult[] = [];
  for (const one of some) results.push(...(await tests.requests(one)), ...(await tests.properties(one)));
  return results;
}
