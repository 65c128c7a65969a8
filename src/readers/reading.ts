import type { Template } from '../resources/resource.js';

/** What a reader is told besides the text. */
export interface ReadSettings {
  /** The file, as results name it. */
  readonly file: string;
  /** Values for template parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the template is deployed; pseudo parameters are unknown without. */
  readonly region?: string;
  readonly account?: string;
}

/** Why an input cannot be read. Lines and columns from 1; null where the input has no such place. */
export interface ReadProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** What is wrong and what to do about it. Never holds a value of the input that may be secret. */
  readonly message: string;
}

/** The outcome of reading one text: a template, a problem, or `null` for a text that is something else. */
export type Reading =
  | { readonly template: Template; readonly problem?: never }
  | { readonly problem: ReadProblem; readonly template?: never };
