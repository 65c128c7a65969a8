import type { ConfigurationProblem } from '../configuration/problem.js';

/** What is wrong with the configuration or the options of a call, each with its place where it has one. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}

function problemText({ file, line, message }: ConfigurationProblem): string {
  if (file === '') return message;
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** An error that is of no file. */
export const unusable = (message: string): OptionsError =>
  new OptionsError([{ file: '', line: null, column: null, message }]);
