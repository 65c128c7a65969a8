import { parse } from 'yaml';

/**
 * The names of the rules in a template; null where it cannot be read.
 * Source: a template holds AWS::Config::ConfigRule and AWS::Config::RemediationConfiguration alone.
 */
export function rulesOf(template: string): readonly string[] | null {
  const resources = memberOf(parsed(template), 'Resources');
  if (!isMap(resources)) return null;
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (memberOf(resource, 'Type') !== 'AWS::Config::ConfigRule') return [];
    const name = memberOf(memberOf(resource, 'Properties'), 'ConfigRuleName');
    return [typeof name === 'string' ? name : id];
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return null;
  }
}

const memberOf = (value: unknown, name: string): unknown => (isMap(value) ? value[name] : undefined);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
