import { code } from './code.js';

const OPTIONS: Readonly<Record<string, string>> = {
  'AWS::Region': '`--region`',
  'AWS::AccountId': '`--account`',
  'AWS::Partition': '`--region`',
  'AWS::URLSuffix': '`--region`',
};

/** How to give a pseudo parameter a value; null for a name that is none. */
export function pseudoParameter(name: string): string | null {
  if (!name.startsWith('AWS::')) return null;
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  return option === undefined ? `the value of ${code(name)}` : `the value of ${code(name)} (${option})`;
}
