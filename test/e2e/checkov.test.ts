import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { CheckResult, Result } from '../../src/check/result.js';
import { controls } from '../../src/controls/index.js';
import { inRepository, repository } from '../support/repository.js';
import { skip } from '../support/skip.js';
import { tool } from '../support/tools.js';

interface Finding {
  readonly check: string;
  readonly file: string;
  /** `TYPE.LOGICALID`. */
  readonly resource: string;
  readonly verdict: 'pass' | 'fail';
}

/** Checkov's check → ours. */
const EQUIVALENT = new Map(
  controls.flatMap(({ id, mappings }) => (mappings.checkov ?? []).map((check) => [check, id])),
);

/**
 * Where ringfence and Checkov may differ, and why. Every difference falls into one of these; there is no other.
 */
const CLASSES: Readonly<Record<string, (finding: Finding, ours: Result | undefined) => boolean>> = {
  // A task definition without EFS volumes, a service that does not run on Fargate: Checkov passes what a check is
  // not about; ringfence gives no verdict on it.
  'nothing to judge': ({ verdict }, ours) => verdict === 'pass' && ours === undefined,
  // Checkov reads a value that only deployment knows as one that is not the forbidden one.
  'not known before deployment': ({ verdict }, ours) => verdict === 'pass' && ours?.verdict === 'unknown',
  // CKV_AWS_223 fails only Logging: NONE. Without a configuration of the cluster ECS logs with DEFAULT, which
  // loses the session where a task does not use awslogs (ECS developer guide, ECS Exec).
  'ECS Exec that logs by DEFAULT': ({ check, verdict }, ours) =>
    check === 'CKV_AWS_223' && verdict === 'pass' && ours?.verdict === 'fail',
  // CKV_AWS_97 answers for the first EFS volume and looks at no other.
  'another volume than the first': ({ check, verdict }, ours) =>
    check === 'CKV_AWS_97' && verdict === 'pass' && ours?.verdict === 'fail',
  // CKV_AWS_65 compares the setting as written, `Fn::If` included; ringfence takes the branch that the template's
  // parameters decide, and names the value that would turn the verdict.
  'a branch that parameters decide': ({ verdict }, ours) =>
    verdict === 'fail' && ours?.verdict === 'pass' && ours.dependsOn !== undefined,
  // An exception in the template's own metadata is none for Checkov.
  excepted: ({ verdict }, ours) => verdict === 'fail' && ours?.verdict === 'excepted',
};

/** Checkov over the same templates, for the checks that both have. */
describe('Checkov, where it has an equivalent', () => {
  for (const folder of ['../shared/data/cloudformation', 'examples']) {
    it(folder, function () {
      if (!existsSync(inRepository(folder))) return skip(this, `${folder} is not here`);
      const ours = worstResults(folder);
      const tally: Record<string, number> = { 'the same': 0 };
      for (const finding of checkovFindings(folder)) {
        const control = EQUIVALENT.get(finding.check);
        if (control === undefined) continue;
        const own = ours.get(
          `${finding.file} ${finding.resource.slice(finding.resource.lastIndexOf('.') + 1)} ${control}`,
        );
        const name = own?.verdict === finding.verdict ? 'the same' : classOf(finding, own);
        tally[name] = (tally[name] ?? 0) + 1;
      }
      console.log(`        ${JSON.stringify(tally)}`);
      assert.ok((tally['the same'] ?? 0) > 0, 'nothing was compared');
    });
  }
});

function classOf(finding: Finding, ours: Result | undefined): string {
  const [found] = Object.entries(CLASSES).find(([, holds]) => holds(finding, ours)) ?? [];
  assert.ok(
    found,
    `${JSON.stringify(finding)}, but ringfence says ${ours?.verdict ?? 'nothing'}: ${ours?.message ?? ''}`,
  );
  return found;
}

const RANK: Readonly<Record<Result['verdict'], number>> = { pass: 0, excepted: 1, unknown: 2, fail: 3 };

/** The worst verdict on each resource, since Checkov has one for all containers. */
function worstResults(folder: string): Map<string, Result> {
  const { stdout } = run(process.execPath, [
    inRepository('build/src/cli/main.cjs'),
    'check',
    folder,
    '--format',
    'json',
    '--fail-on',
    'none',
  ]);
  const { results }: CheckResult = JSON.parse(stdout);
  const worst = new Map<string, Result>();
  for (const result of results) {
    const key = `${relative(folder, result.file)} ${result.resource.id} ${result.control}`;
    const before = worst.get(key);
    if (!before || RANK[result.verdict] > RANK[before.verdict]) worst.set(key, result);
  }
  return worst;
}

function checkovFindings(folder: string): Finding[] {
  const { stdout } = run(tool('checkov'), [
    '-d',
    folder,
    '--framework',
    'cloudformation',
    '--output',
    'json',
    '--skip-download',
  ]);
  const { results } = JSON.parse(stdout);
  const findings = (
    list: { check_id: string; file_path: string; resource: string }[],
    verdict: 'pass' | 'fail',
  ): Finding[] =>
    list.map(({ check_id: check, file_path: path, resource }) => ({ check, file: path.slice(1), resource, verdict }));
  return [...findings(results.passed_checks, 'pass'), ...findings(results.failed_checks, 'fail')];
}

function run(command: string, words: readonly string[]): { stdout: string } {
  const { stdout, stderr, status } = spawnSync(command, words, {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.ok(status === 0 || status === 1, stderr);
  return { stdout };
}
