import type { ReadSettings } from '../reading.js';
import { asMap, child, type Node, scalarText } from './node.js';
import { TemplateError } from './template-error.js';

/** A parameter as the template declares it. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** The default as text; null without one. */
  readonly byDefault: string | null;
  readonly allowed: readonly string[] | null;
  /** Offset of the declaration. */
  readonly start: number;
  /** `NoEcho`: no output may show the value. */
  readonly secret: boolean;
}

/** Parameters by name. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The texts that parameters have in one deployment: given ones, else defaults. Those without either are missing. */
export type ParameterTexts = ReadonlyMap<string, string>;

export function declaredParameters(section: Node | undefined): Parameters {
  const parameters = new Map<string, Parameter>();
  for (const [name, entry] of asMap(section)?.entries ?? []) {
    parameters.set(name, declaration(name, entry.key, entry.value));
  }
  return parameters;
}

function declaration(name: string, start: number, node: Node): Parameter {
  const allowed = child(node, 'AllowedValues');
  return {
    name,
    type: scalarText(child(node, 'Type')) ?? 'String',
    byDefault: defaultText(child(node, 'Default')),
    allowed: allowed?.kind === 'list' ? allowed.items.flatMap((item) => scalarText(item) ?? []) : null,
    start: allowed?.start ?? start,
    secret: scalarText(child(node, 'NoEcho'))?.toLowerCase() === 'true',
  };
}

/** CloudFormation wants text, but takes a list of scalars too, as if its elements stood between commas. */
function defaultText(node: Node | undefined): string | null {
  if (node?.kind !== 'list') return scalarText(node);
  return node.items.map((item) => scalarText(item) ?? '').join(',');
}

/** The value of such a parameter is the name of a stored parameter, whose value nobody knows here. */
export const isStored = (parameter: Parameter): boolean => parameter.type.startsWith('AWS::SSM::Parameter::Value<');

export const isListType = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');

/** The elements of a list parameter. An empty text is a list with one empty text, as in CloudFormation. */
export const listElements = (text: string): readonly string[] => text.split(',').map((element) => element.trim());

/**
 * @param given values by name; those of parameters that the template does not declare are ignored
 * @throws TemplateError for a given value outside `AllowedValues`
 */
export function parameterTexts(parameters: Parameters, given: ReadSettings['parameters']): ParameterTexts {
  const texts = new Map<string, string>();
  for (const parameter of parameters.values()) {
    const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
    if (value !== undefined) requireAllowed(parameter, value);
    const text = value ?? parameter.byDefault;
    if (text !== null) texts.set(parameter.name, text);
  }
  return texts;
}

function requireAllowed(parameter: Parameter, value: string): void {
  const { name, allowed, secret, start } = parameter;
  if (!allowed) return;
  const elements = isListType(parameter.type) ? listElements(value) : [value];
  if (elements.every((element) => allowed.includes(element))) return;
  const choice = secret ? 'an allowed value' : `one of ${allowed.map((one) => `\`${one}\``).join(', ')}`;
  throw new TemplateError(`the value given for parameter \`${name}\` is not allowed. Give ${choice}.`, start);
}

/** Values that no output may show: what NoEcho parameters are given or have by default. */
export function sensitiveTexts(parameters: Parameters, given: ReadSettings['parameters']): readonly string[] {
  const texts = new Set<string>();
  for (const { name, secret, byDefault, type } of parameters.values()) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (!secret) continue;
    for (const text of [value, byDefault]) {
      if (!text) continue;
      texts.add(text);
      if (isListType(type)) for (const element of listElements(text)) if (element !== '') texts.add(element);
    }
  }
  return [...texts];
}
