import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parameterDefaults } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { guardName, guardRule } from '../../src/emit/guard/files.js';
import { readReports } from '../../src/engines/guard/report.js';
import { guardEngine } from '../support/engines.js';
import { documentOf, seedsOf } from '../support/parity.js';
import { inRepository } from '../support/repository.js';
import { tool } from '../support/tools.js';

/** The emitted Guard files with the command that their users run. */
describe('the native cfn-guard command', () => {
  const command = tool('cfn-guard');

  for (const { id } of controls) {
    const rules = inRepository(`policies/guard/${id}.guard`);
    const tests = inRepository(`policies/guard/${id}_tests.yaml`);
    if (existsSync(tests)) {
      it(`${id}: its own tests on raw templates`, () => {
        execFileSync(command, ['test', '--rules-file', rules, '--test-data', tests], { stdio: 'pipe' });
      });
    }
    for (const file of [rules, inRepository(`policies/guard/certain/${id}.guard`)]) {
      it(`${file.slice(inRepository('').length)} parses`, () => {
        const answer = spawnSync(command, ['parse-tree', '--rules', file, '--output', '/dev/null'], {
          encoding: 'utf8',
        });
        assert.equal(answer.status, 0, answer.stderr);
      });
    }
  }

  for (const control of controls) {
    it(`${control.id}: says what the engine in process says of every example`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ringfence-guard-'));
      const resources = await seedsOf(control);
      const documents = resources.map((resource) => JSON.stringify(documentOf([resource])));
      mkdirSync(join(folder, 'data'));
      for (const [index, text] of documents.entries()) writeFileSync(join(folder, 'data', `${index}.json`), text);
      for (const question of ['fails', 'certain'] as const) {
        const text = guardRule(control, parameterDefaults(control), question);
        writeFileSync(join(folder, 'rules.guard'), text);
        const native = nativeReports(command, folder);
        const own = guardEngine().validate(text, documents);
        for (const index of documents.keys()) {
          const rule = guardName(control.id, question);
          assert.equal(
            native.get(`${index}.json`),
            own[index]?.notCompliant.some((one) => one.rule === rule),
            documents[index],
          );
        }
      }
    });
  }
});

/** Whether each document of `data/` violates the rule, by its file name. */
function nativeReports(command: string, folder: string): Map<string, boolean> {
  const { stdout, stderr, status } = spawnSync(
    command,
    [
      'validate',
      '--rules',
      'rules.guard',
      '--data',
      'data',
      '--structured',
      '--output-format',
      'json',
      '--show-summary',
      'none',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  assert.ok(status === 0 || status === 19, stderr);
  const parsed: unknown = JSON.parse(stdout);
  assert.ok(Array.isArray(parsed));
  const reports = readReports(stdout);
  return new Map(
    parsed.map((entry: unknown, index) => [nameOf(entry), (reports[index]?.notCompliant.length ?? 0) > 0]),
  );
}

function nameOf(entry: unknown): string {
  assert.ok(typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string');
  return entry.name.slice(entry.name.lastIndexOf('/') + 1);
}
