import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemReason } from '../node/paths.js';
import { Mistake } from './mistake.js';

/** Template parameters from files and from `NAME=VALUE`; the later ones win, those on the command line last. */
export async function templateParameters(
  cwd: string,
  files: readonly string[],
  pairs: readonly string[],
): Promise<Record<string, string>> {
  const values: Record<string, string> = Object.create(null);
  for (const file of files) Object.assign(values, await fromFile(cwd, file));
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Mistake(`\`--parameter ${pair}\` is not of the form NAME=VALUE`);
    values[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return values;
}

async function fromFile(cwd: string, file: string): Promise<Record<string, string>> {
  const text = textOfFile(cwd, file);
  const { readDocument } = await import('../configuration/document.js');
  const document = readDocument(file, text);
  if (document.problems)
    throw new Mistake(document.problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
  return parameterValues(document.value.value, file);
}

function textOfFile(cwd: string, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new Mistake(`\`--parameters ${file}\` cannot be read: ${systemReason(error)}`);
  }
}

/**
 * The values of a parameter file: a plain map, CloudFormation's list of `ParameterKey` and `ParameterValue`, or the
 * `Parameters` of the file that CodePipeline and `aws cloudformation deploy` take.
 */
function parameterValues(content: unknown, file: string): Record<string, string> {
  const entries = Array.isArray(content)
    ? content.map((entry) => keyAndValue(entry, file))
    : Object.entries(mapOf(content, file));
  return Object.fromEntries(entries.map(([name, value]) => [name, textOf(name, value, file)]));
}

function mapOf(content: unknown, file: string): object {
  if (typeof content !== 'object' || content === null) {
    throw new Mistake(`${file}: template parameters are a map, or a list of ParameterKey and ParameterValue`);
  }
  const { Parameters: nested } = { Parameters: undefined, ...content };
  return typeof nested === 'object' && nested !== null ? nested : content;
}

function keyAndValue(entry: unknown, file: string): [string, unknown] {
  if (typeof entry === 'string' && entry.includes('=')) {
    return [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)];
  }
  const known = typeof entry === 'object' && entry !== null && 'ParameterKey' in entry && 'ParameterValue' in entry;
  if (!known) throw new Mistake(`${file}: an entry of the list lacks ParameterKey or ParameterValue`);
  return [String(entry.ParameterKey), entry.ParameterValue];
}

/** CloudFormation's parameter values are text; a list is written with commas. */
function textOf(name: string, value: unknown, file: string): string {
  if (Array.isArray(value)) return value.map((entry) => textOf(name, entry, file)).join(',');
  if (value === null || typeof value === 'object')
    throw new Mistake(`${file}: the value of \`${name}\` is neither text nor a list`);
  return String(value);
}
