import type { ReadProblem, Template } from '../resources/resource.js';

export type { ReadProblem };

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

/** The outcome of reading one text: a template, a problem, or `null` for a text that is something else. */
export type Reading =
  | { readonly template: Template; readonly problem?: never }
  | { readonly problem: ReadProblem; readonly template?: never };
