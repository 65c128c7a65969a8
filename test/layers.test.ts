import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { inRepository } from './support/repository.js';

interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** Runs dependency-cruiser with this project's rules over `src/` of a folder. */
function cruise(folder: string): Report {
  const command = inRepository('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = inRepository('.dependency-cruiser.cjs');
  const output = execFileSync(process.execPath, [command, '--config', rules, '--output-type', 'json', 'src'], {
    cwd: inRepository(folder),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output) as Report;
}

const sourceFiles = (folder: string): string[] =>
  readdirSync(inRepository(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${file.replaceAll('\\', '/')}`);

describe('layers', () => {
  it('every import of src/ points downwards, without a cycle', () => {
    const report = cruise('.');
    const found = new Set(report.modules.map(({ source }) => source));
    assert.deepEqual(
      sourceFiles('src').filter((file) => !found.has(file)),
      [],
      'each source file was looked at',
    );
    assert.deepEqual(
      report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
      [],
    );
  });

  it('every folder of src/ is a layer', () => {
    const rules = cruise('test/fixtures/layers').summary.ruleSetUsed.forbidden.map(({ name }) => name);
    for (const entry of readdirSync(inRepository('src'), { withFileTypes: true })) {
      if (entry.isDirectory())
        assert.ok(rules.includes(`layer-${entry.name}`), `src/${entry.name}/ is not in .dependency-cruiser.cjs`);
    }
  });

  it('planted violations are reported, and nothing else', () => {
    const { violations } = cruise('test/fixtures/layers').summary;
    assert.deepEqual(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort(), [
      'entries-without-cli: src/index.ts -> src/cli/main.ts',
      'layer-language: src/language/condition.ts -> src/engines/finding.ts',
      'no-cycles: src/engines/finding.ts -> src/engines/other.ts',
      'pure-core: src/engines/finding.ts -> fs',
      'resolvable: src/engines/other.ts -> ./missing.js',
      'unknown-layer: src/misplaced/file.ts -> src/cli/main.ts',
    ]);
  });
});
