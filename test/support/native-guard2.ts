import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ConfigItem, ItemStatus } from './config-items.js';
import { inFolder } from './temporary-folder.js';
import { tool } from './tools.js';

/** How parameters reach a rule: beside the item, or in it, as AWS Config has it. */
export type ParametersBy = 'option' | 'document';

/** What the command of Guard 2.1 says of items, one status for each. */
export function judgeItems(
  rules: string,
  items: readonly ConfigItem[],
  parameters: Readonly<Record<string, string>>,
  by: ParametersBy,
): Promise<ItemStatus[]> {
  const given = { CONFIG_RULE_PARAMETERS: parameters };
  const documents = items.map((item, index): [string, string] => [
    `items/${index}.json`,
    JSON.stringify(by === 'document' ? { ...item, ...given } : item),
  ]);
  const files = { 'rules.guard': rules, 'parameters.json': JSON.stringify(given), ...Object.fromEntries(documents) };
  const options = by === 'option' ? ['--input-parameters', 'parameters.json'] : [];
  return inFolder(files, (folder) => {
    const { stdout, stderr, error } = spawnSync(
      tool('cfn-guard-2'),
      ['validate', '-r', 'rules.guard', '-d', 'items', ...options, '-S', 'all', '-o', 'single-line-summary'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    assert.ifError(error);
    const found = [...stdout.matchAll(/^(\d+)\.json Status = (PASS|FAIL|SKIP)$/gm)];
    const statuses = new Map(found.map(([, index, status]) => [Number(index), status]));
    return items.map((_, index) => statusOf(statuses.get(index), stderr || stdout));
  });
}

function statusOf(status: string | undefined, output: string): ItemStatus {
  assert.ok(status === 'PASS' || status === 'FAIL' || status === 'SKIP', `no status: ${output.slice(0, 500)}`);
  return status;
}

/** An item, and what each rule of the text says of it. */
export interface ExpectedItem {
  readonly name: string;
  readonly document: unknown;
  readonly rules: Readonly<Record<string, ItemStatus>>;
}

/**
 * What differs from what is expected, in the words of the command's own `test`. Other than `validate`, which reads the
 * null of JSON as a text, it reads it as null.
 */
export function testDifferences(rules: string, items: readonly ExpectedItem[]): Promise<string[]> {
  const tests = items.map(({ name, document, rules: expected }) => ({
    name,
    input: document,
    expectations: { rules: expected },
  }));
  return inFolder({ 'rules.guard': rules, 'tests.json': JSON.stringify(tests) }, (folder) => {
    const options = { cwd: folder, encoding: 'utf8' } as const;
    const { stdout, stderr } = spawnSync(
      tool('cfn-guard-2'),
      ['test', '-r', 'rules.guard', '-t', 'tests.json'],
      options,
    );
    assert.equal([...stdout.matchAll(/^Name: /gm)].length, items.length, stderr || stdout);
    return stdout.split(/^Test Case #/m).filter((text) => text.includes('FAIL Rules:'));
  });
}
