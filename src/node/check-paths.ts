import { relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { collected } from '../check/check.js';
import type { BaselineEntry, CheckOptions, EngineChoice } from '../check/options.js';
import type { CheckResult } from '../check/result.js';
import { selectControls } from '../configuration/select.js';
import type { Profile, Severity } from '../controls/control.js';
import { controls as shipped } from '../controls/index.js';
import { PACKAGE_ASSETS } from './assets.js';
import { checkInputs } from './check-jobs.js';
import { type Loaded, loadConfiguration } from './configuration.js';
import { findInputs } from './inputs.js';
import { OptionsError } from './options-error.js';
import { packageHomepage } from './package-root.js';
import { slashed } from './paths.js';
import { readTerraformSources } from './terraform-sources.js';

/** What to check, and how: the options of `ringfence check`, with its defaults. */
export interface CheckPathsOptions {
  /** Files, folders, CDK assemblies. */
  readonly paths: readonly string[];
  /** What relative paths count from, and where `ringfence.yaml` is searched upwards; the working directory. */
  readonly cwd?: string;
  /** The configuration's file, instead of the one that is found. */
  readonly config?: string;
  readonly engine?: EngineChoice;
  readonly profile?: Profile;
  /** Ids: these controls alone. */
  readonly control?: readonly string[];
  readonly skip?: readonly string[];
  /** Only controls at or above. */
  readonly severity?: Severity;
  /** `CONTROL.NAME=VALUE`. */
  readonly set?: readonly string[];
  /** The organizational unit whose parameters apply. */
  readonly unit?: string;
  /** Template parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** 12 digits. */
  readonly account?: string;
  readonly anyParameter?: boolean;
  /** Findings that are known (`findings` of a baseline). */
  readonly baseline?: readonly BaselineEntry[];
  /** A folder of Terraform sources: findings of a plan point at their resource blocks. */
  readonly source?: string;
  /** Threads that judge, at most; left out: one, and from 1,000 inputs on as many as there are cores, three at most. */
  readonly jobs?: number;
}

/**
 * Checks what paths hold.
 * @throws OptionsError for a configuration or options that cannot be used; DefectError where engines disagree
 */
export async function checkPaths(options: CheckPathsOptions): Promise<CheckResult> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const loaded = await loadConfiguration(cwd, options.config, shipped);
  if (loaded.problems) throw new OptionsError(loaded.problems);
  const { inputs } = await findInputs(options.paths, cwd, Readable.from([]));
  const { jobs } = options;
  const asked = { keep: 'all', quotes: false } as const;
  const judging = await checkOptions(cwd, loaded.value, options);
  return collected((sink) => checkInputs(inputs, judging, { jobs, asked, sink }));
}

/** What `check` is told, from a configuration and the options of one call. @throws OptionsError for what cannot be used */
export async function checkOptions(
  cwd: string,
  { configuration, controls }: Loaded,
  given: CheckPathsOptions,
): Promise<CheckOptions> {
  const { profile, severity, region, account, baseline, source } = given;
  const selection = selectControls(configuration, controls, {
    ...(profile && { profile }),
    ...(severity && { severity }),
    controls: given.control ?? [],
    skip: given.skip ?? [],
    set: given.set ?? [],
    unit: given.unit ?? '/',
  });
  if (selection.problems) {
    throw new OptionsError(selection.problems.map((message) => ({ file: '', line: null, column: null, message })));
  }
  return {
    controls: selection.selected,
    controlIds: controls.map(({ id }) => id),
    engine: given.engine ?? 'opa',
    assets: PACKAGE_ASSETS,
    homepage: await packageHomepage(),
    parameters: given.parameters ?? {},
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    exceptions: configuration.exceptions,
    inlineExceptions: configuration.inlineExceptions,
    locked: configuration.locked,
    anyParameter: given.anyParameter ?? false,
    today: today(),
    exceptionPath: (file) => slashed(relative(configuration.folder ?? cwd, resolve(cwd, file))),
    ...(baseline && { baseline }),
    ...(source !== undefined && { sources: await readTerraformSources(cwd, source) }),
  };
}

/** `YYYY-MM-DD` in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
