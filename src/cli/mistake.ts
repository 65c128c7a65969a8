import type { ConfigurationProblem } from '../configuration/problem.js';

/** Something that the user can put right: printed as it is, exit status 2. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/** Problems of files, one a line, each with its place. */
export function mistakeOf(problems: readonly ConfigurationProblem[]): Mistake {
  return new Mistake(problems.map(({ message, ...place }) => `${placeText(place)}: ${message}`).join('\n'));
}

/** `file:line:column`, as far as it is known. */
export function placeText({ file, line, column }: Omit<ConfigurationProblem, 'message'>): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}
