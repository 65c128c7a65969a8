import assert from 'node:assert/strict';
import { readCloudFormation } from '../../../src/readers/cloudformation/index.js';
import type { ReadProblem, ReadSettings } from '../../../src/readers/reading.js';
import type { Resource, Template } from '../../../src/resources/resource.js';

type Settings = Partial<Omit<ReadSettings, 'file'>>;

const withFile = (settings: Settings): ReadSettings => ({ file: 'template.yaml', parameters: {}, ...settings });

/** The template that a text holds; a problem fails the test. */
export function readTemplate(text: string, settings: Settings = {}): Template {
  const { template, problem } = readCloudFormation(text, withFile(settings));
  assert.equal(problem, undefined);
  assert.ok(template);
  return template;
}

/** Why a text cannot be read; a template fails the test. */
export function problemOf(text: string, settings: Settings = {}): ReadProblem {
  const { problem } = readCloudFormation(text, withFile(settings));
  assert.ok(problem, 'it was read');
  return problem;
}

export function resourceOf(template: Template, id: string): Resource {
  const resource = template.resources.find((one) => one.id === id);
  assert.ok(resource, `no resource ${id}`);
  return resource;
}

/** The value as JSON has it, so that maps without a prototype compare with literals. */
export const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** The properties of the resource `R`. */
export const propertiesOf = (text: string, settings: Settings = {}): unknown =>
  plain(resourceOf(readTemplate(text, settings), 'R').properties);
