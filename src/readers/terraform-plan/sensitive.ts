import { isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { jsonValue } from '../json.js';

/** Shorter texts inside a sensitive document (`tcp`, `80`) say nothing, and masking them would mask everything. */
const SHORTEST_PART = 4;

/** In container definitions that contain a secret somewhere, what names a container or an image is not it. */
const NAMES = new Set(['name', 'image']);

/** The texts of a plan that no output may show: sensitive attributes, variables and outputs. */
export function sensitiveTexts(plan: ValueMap): string[] {
  const found = new Set<string>();
  for (const key of ['planned_values', 'prior_state']) {
    const state = own(plan, key);
    const values = key === 'prior_state' && isMap(state) ? own(state, 'values') : state;
    if (!isMap(values)) continue;
    addModule(own(values, 'root_module'), found);
    for (const output of mapsIn(own(values, 'outputs')))
      if (own(output, 'sensitive') === true) add(own(output, 'value'), found);
  }
  for (const change of listIn(own(plan, 'resource_changes'))) {
    const details = own(change, 'change');
    if (isMap(details)) addMarked(own(details, 'after'), own(details, 'after_sensitive'), found);
  }
  addVariables(plan, found);
  return [...found];
}

function addModule(module: Value, found: Set<string>): void {
  if (!isMap(module)) return;
  for (const resource of listIn(own(module, 'resources'))) {
    addMarked(own(resource, 'values'), own(resource, 'sensitive_values'), found);
  }
  for (const child of listIn(own(module, 'child_modules'))) addModule(child, found);
}

/** The variables that the root module declares sensitive; the plan shows their values all the same. */
function addVariables(plan: ValueMap, found: Set<string>): void {
  const configuration = own(plan, 'configuration');
  const root = isMap(configuration) ? own(configuration, 'root_module') : null;
  const declared = isMap(root) ? own(root, 'variables') : null;
  const given = own(plan, 'variables');
  if (!isMap(declared) || !isMap(given)) return;
  for (const name of Object.keys(declared)) {
    const [declaration, variable] = [own(declared, name), own(given, name)];
    if (isMap(declaration) && own(declaration, 'sensitive') === true && isMap(variable))
      add(own(variable, 'value'), found);
  }
}

/** `marks` has the shape of the value, with `true` where what stands there is sensitive. */
function addMarked(value: Value, marks: Value, found: Set<string>): void {
  if (marks === true) add(value, found);
  else if (isList(marks) && isList(value)) {
    for (const [index, mark] of marks.entries()) addMarked(value[index] ?? null, mark, found);
  } else if (isMap(marks) && isMap(value)) {
    for (const key of Object.keys(marks)) addMarked(own(value, key), own(marks, key), found);
  }
}

function add(value: Value, found: Set<string>): void {
  if (typeof value === 'string' && value !== '') {
    found.add(value);
    if (/^\s*[[{]/.test(value)) for (const text of textsOf(jsonValue(value) ?? null)) found.add(text);
  }
  for (const part of partsOf(value)) add(part, found);
}

/**
 * A sensitive document, such as container definitions that a secret went into: any text in it may be the secret, but
 * for what is a name elsewhere in it (a log stream's prefix that is the container's name).
 */
function textsOf(document: Value): Set<string> {
  const texts = new Set<string>();
  const names = new Set<string>();
  const visit = (value: Value, into: Set<string>): void => {
    if (typeof value === 'string' && value.length >= SHORTEST_PART) into.add(value);
    if (isList(value)) for (const element of value) visit(element, into);
    if (isMap(value)) for (const key of Object.keys(value)) visit(own(value, key), NAMES.has(key) ? names : texts);
  };
  visit(document, texts);
  for (const name of names) texts.delete(name);
  return texts;
}

const partsOf = (value: Value): readonly Value[] =>
  isList(value) ? value : isMap(value) ? Object.keys(value).map((key) => own(value, key)) : [];

const listIn = (value: Value): readonly ValueMap[] => (isList(value) ? value.filter(isMap) : []);

const mapsIn = (value: Value): readonly ValueMap[] => partsOf(value).filter(isMap);
