import type { Control, Severity } from '../controls/control.js';
import type { ParameterValues } from '../language/bind.js';

/** A control as it is judged in this run. */
export interface SelectedControl {
  readonly control: Control;
  /** The control's severity, or what the configuration sets instead. */
  readonly severity: Severity;
  /** A value for every parameter of the control. */
  readonly parameters: ParameterValues;
}

/** A finding that somebody has accepted until a day. All given fields must match. */
export interface Exception {
  readonly control: string;
  /** Glob over the id or address; only `*` and `?` are special. */
  readonly resource?: string;
  readonly container?: string;
  /** Glob over the file, relative to the configuration that names it; `**` crosses folders. */
  readonly file?: string;
  readonly accounts?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** `YYYY-MM-DD`, UTC; the last day on which it applies. */
  readonly expires: string;
  /** Where it is written, for the report of an exception that covers nothing or has expired. */
  readonly source: { readonly file: string; readonly line: number | null };
}

/** One text to judge. */
export interface CheckInput {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly file: string;
  /** Reads the bytes; what it throws becomes an entry of `errors`. */
  readonly read: () => Promise<Uint8Array>;
  /** The CDK stack's environment and parameters, where an assembly's manifest names them. */
  readonly stack?: {
    readonly account?: string;
    readonly region?: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
  /** Named on the command line: an unrecognised one is said by name, one found in a folder is only counted. */
  readonly named: boolean;
}

export type EngineChoice = 'opa' | 'guard' | 'all';

/** What the engines are made of; read when it is needed. */
export interface EngineAssets {
  /** The bytes of `policies/policy.wasm`. */
  readonly policyWasm: () => Promise<Uint8Array>;
  /** The bytes of `bindings/guard/guard.wasm`. */
  readonly guardWasm: () => Promise<Uint8Array>;
  /** Rego of controls that are not shipped, compiled; null where there is no `opa` to compile it. */
  readonly compileRego: (sources: ReadonlyMap<string, string>) => Promise<Uint8Array | null>;
}

/** Everything that decides what `check` answers: no clock, environment or file is read besides. */
export interface CheckOptions {
  readonly controls: readonly SelectedControl[];
  /** Every control that there is, judged or not: an exception in a template for any other is an error. Left out: any may be. */
  readonly controlIds?: readonly string[];
  readonly engine: EngineChoice;
  readonly assets: EngineAssets;
  /** `homepage` of package.json: results link to its `/docs/controls/`. */
  readonly homepage: string;
  /** Template parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly account?: string;
  readonly exceptions: readonly Exception[];
  /** Which controls templates may except in their own metadata. */
  readonly inlineExceptions: 'all' | 'none' | readonly string[];
  /** Controls that no inline exception covers, since a company configuration locks them. */
  readonly locked: readonly string[];
  /** A pass that another parameter value would turn into a fail is a fail. */
  readonly anyParameter: boolean;
  /** Today, `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** Maps a file as `CheckInput` names it to the path that exceptions' `file` globs are matched against. */
  readonly exceptionPath: (file: string) => string;
  /** Findings that are known: left out and counted. */
  readonly baseline?: readonly BaselineEntry[];
  /** Terraform sources, which point the findings of a plan at their resource blocks. */
  readonly sources?: readonly { readonly file: string; readonly text: string }[];
  readonly onProgress?: (done: number, total: number) => void;
}

/** A known finding, matched by what stays when lines move. */
export interface BaselineEntry {
  readonly control: string;
  readonly file: string;
  readonly resource: string;
  readonly container: string | null;
  readonly path: string | null;
}
