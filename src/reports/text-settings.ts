/** What the text report is told besides the results. */
export interface TextSettings {
  readonly verbose: boolean;
  /** Findings and errors alone. */
  readonly quiet: boolean;
  readonly colour: boolean;
  /** Controls whose values are secrets: their lines are not shown. */
  readonly secretControls: ReadonlySet<string>;
  /** Where an exception would be written. */
  readonly configurationFile: string;
}
