import assert from 'node:assert/strict';
import type { CheckResult, Result } from '../../src/check/result.js';
import type { Control, Example } from '../../src/controls/control.js';
import { controls } from '../../src/controls/index.js';
import { regoDigest } from '../../src/emit/emit.js';
import { checkExample } from '../support/examples.js';
import { readJson } from '../support/repository.js';

/**
 * Every example of every control, through reader, preparation, the reference meaning and both engines: `check`
 * holds each engine's verdict against the reference meaning, and the example says what it must be.
 */
describe('examples of the controls', () => {
  const isCompiled = compiledSources() === regoDigest(controls);
  const engines = isCompiled ? (['guard', 'opa'] as const) : (['guard'] as const);

  it('policies/policy.wasm is compiled from these controls', () => {
    assert.ok(isCompiled, 'it is older: run `npm run emit` and `npm run policy`; OPA is left out below');
  });

  for (const control of controls) {
    describe(control.id, () => {
      for (const example of control.examples) {
        it(`${example.verdict}: ${example.name}`, async () => {
          for (const engine of engines) {
            assertExample(control, example, await checkExample(control, example, engine));
          }
        });
      }
    });
  }
});

function compiledSources(): unknown {
  const manifest: unknown = readJson('policies/manifest.json');
  const policy = typeof manifest === 'object' && manifest !== null && 'policy' in manifest ? manifest.policy : null;
  return typeof policy === 'object' && policy !== null && 'sources' in policy ? policy.sources : null;
}

function assertExample(control: Control, example: Example, outcome: CheckResult): void {
  assert.deepEqual(outcome.errors, []);
  assert.equal(outcome.unrecognized, 0);
  const results = outcome.results.filter((result) => isMeant(example, result));
  if (example.verdict === 'none') {
    assert.deepEqual(results, []);
    return;
  }
  const [result] = results;
  assert.ok(result && results.length === 1, `one result, not ${results.length}: ${JSON.stringify(outcome.results)}`);
  const note = `${result.message} ${JSON.stringify(result.missing ?? [])}`;
  assert.equal(result.verdict, example.verdict, note);
  assert.equal(result.severity, example.severity ?? control.severity, note);
  if (example.line !== undefined) assert.equal(result.line, example.line, note);
  if (example.verdict === 'unknown') assert.ok(result.missing?.length, 'says what is missing');
}

function isMeant({ resource, container }: Example, result: Result): boolean {
  return (
    (resource === undefined || result.resource.id === resource) &&
    (container === undefined || result.container === container)
  );
}
