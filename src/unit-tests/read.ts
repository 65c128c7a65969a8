import type { ValidateFunction } from 'ajv';
import type { SelectedControl } from '../check/options.js';
import { problemAt, readDocument, type YamlDocument } from '../configuration/document.js';
import { findParameter, fits, misfit } from '../configuration/parameters.js';
import type { DocumentPath } from '../configuration/place.js';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { validated } from '../configuration/validate.js';
import type { ParameterValue } from '../language/bind.js';
import { suggestion } from '../text/nearest.js';
import type { UnitTestsFile, WrittenCase } from './schema.js';
import { templateText } from './template-text.js';
import type { Fixture, UnitCase } from './unit-case.js';

/** A file of unit tests. */
export interface UnitTestSource {
  /** As messages name it. */
  readonly file: string;
  readonly text: string;
}

/** A file of unit tests whose shape is right. */
export interface ParsedTests {
  readonly source: UnitTestSource;
  readonly document: YamlDocument;
  readonly value: UnitTestsFile;
}

/** @param validate of `schemas/unit-tests.json`, compiled by ajv with `allErrors` and `verbose` */
export function parseUnitTests(
  source: UnitTestSource,
  validate: ValidateFunction<UnitTestsFile>,
): Outcome<ParsedTests> {
  const read = readDocument(source.file, source.text);
  if (read.problems) return read;
  const document = read.value;
  const checked = validated(document, validate);
  if (checked.problems) return checked;
  return { value: { source, document, value: checked.value } };
}

/**
 * The cases of a file, in their order, with the controls that they name.
 * @param controls every control that a case may name, as the configuration has it
 */
export function readCases(
  { source, document, value }: ParsedTests,
  controls: readonly SelectedControl[],
): Outcome<readonly UnitCase[]> {
  const outcomes = (value.controls ?? []).flatMap(({ control, cases }, position): Outcome<UnitCase>[] => {
    const path = ['controls', position];
    const selected = controls.find((one) => one.control.id === control);
    if (!selected) return [{ problems: [unknownControl(document, [...path, 'control'], control, controls)] }];
    return cases.map((one, index) => readCase(one, selected, { source, document, path: [...path, 'cases', index] }));
  });
  const problems = outcomes.flatMap((outcome) => outcome.problems ?? []);
  return problems.length > 0 ? { problems } : { value: outcomes.flatMap((outcome) => outcome.value ?? []) };
}

function unknownControl(
  document: YamlDocument,
  path: DocumentPath,
  id: string,
  controls: readonly SelectedControl[],
): ConfigurationProblem {
  const ids = controls.map(({ control }) => control.id);
  return problemAt(document, path, `there is no control \`${id}\`${suggestion(id, ids)}`);
}

interface CasePlace {
  readonly source: UnitTestSource;
  readonly document: YamlDocument;
  readonly path: DocumentPath;
}

function readCase(written: WrittenCase, selected: SelectedControl, place: CasePlace): Outcome<UnitCase> {
  const { document, path, source } = place;
  const fixture = fixtureOf(written, place);
  const set = parametersSet(written.set ?? {}, selected, place);
  const problems = [...(fixture.problems ?? []), ...(set.problems ?? [])];
  if (!fixture.value || !set.value) return { problems };
  return {
    value: {
      file: source.file,
      line: document.at(path).line,
      name: written.name,
      selected: { ...selected, parameters: { ...selected.parameters, ...set.value } },
      fixture: fixture.value,
      parameters: Object.fromEntries(
        Object.entries(written.parameters ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      resource: written.resource ?? null,
      container: written.container ?? null,
      expected: { verdict: written.expect, line: written.line ?? null },
    },
  };
}

function fixtureOf({ file, template }: WrittenCase, { source, document, path }: CasePlace): Outcome<Fixture> {
  if ((file === undefined) === (template === undefined)) {
    const message = 'a case has either a `file` or a `template`';
    return { problems: [problemAt(document, path, message)] };
  }
  if (file !== undefined) return { value: { kind: 'file', path: file } };
  const text = typeof template === 'string' ? template : templateText(source.text, [...path, 'template']);
  return { value: { kind: 'text', text } };
}

function parametersSet(
  set: Readonly<Record<string, unknown>>,
  { control }: SelectedControl,
  { document, path }: CasePlace,
): Outcome<Record<string, ParameterValue>> {
  const values: Record<string, ParameterValue> = {};
  const problems: ConfigurationProblem[] = [];
  for (const [name, value] of Object.entries(set)) {
    const parameter = findParameter(control, name);
    const at = [...path, 'set', name];
    if (typeof parameter === 'string') problems.push(problemAt(document, at, parameter));
    else if (fits(parameter, value)) values[name] = value;
    else problems.push(problemAt(document, at, `\`${name}\` must be ${misfit(parameter, value)}`));
  }
  return problems.length > 0 ? { problems } : { value: values };
}
