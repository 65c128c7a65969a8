import assert from 'node:assert/strict';
import { loadOpaEngine } from '../../src/engines/opa/engine.js';
import { policyWasm } from '../support/engines.js';

type Row = readonly [glob: string, matching: readonly string[], other: readonly string[]];

const ROWS: readonly Row[] = [
  // U+212A is the Kelvin sign, whose lower case is k in Unicode.
  ['Track', ['track', 'TRACK'], ['tracks', 'atrack', 'trac\u212a', '']],
  ['v*', ['v', 'V1', 'v\n1'], ['', 'av']],
  ['*-rc', ['-RC', '1.0-rc'], ['rc', '1-rc2']],
  ['*', ['', 'anything'], []],
  ['*beta*', ['beta', '1-BETA-2'], ['bet']],
  ['a*b', ['ab', 'A--B'], ['abc', 'xab']],
  ['v?', ['v1', 'V.'], ['v', 'v12']],
  ['?*', ['a', 'ab'], ['']],
  ['a**', ['a', 'abc'], ['ba']],
  ['1.2', ['1.2'], ['1x2']],
  ['[a](b)+', ['[A](b)+'], ['a', 'ab']],
];

const tagged = (tag: string): object => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: { ContainerDefinitions: [{ Facts: { ImageTag: tag } }] },
});

/** Which tags move, as OPA says it of these globs. */
async function moving(globs: readonly string[], tags: readonly string[]): Promise<string[]> {
  const engine = await loadOpaEngine(policyWasm(), { 'container-image-tag-not-moving': { movingTags: [...globs] } });
  const Resources = Object.fromEntries(tags.map((tag, index) => [`R${index}`, tagged(tag)]));
  const verdicts = engine.judge(JSON.parse(JSON.stringify({ Resources })));
  const failing = verdicts.filter(
    ({ control, verdict }) => control === 'container-image-tag-not-moving' && verdict === 'fail',
  );
  return failing.map(({ resource }) => tags[Number(resource.slice(1))] ?? resource).sort();
}

describe('globs of a parameter, judged by OPA', () => {
  for (const [glob, matching, other] of ROWS) {
    it(`${glob}`, async () => {
      assert.deepEqual(await moving([glob], [...matching, ...other]), [...matching].sort());
      // Among others, it is as if alone.
      assert.deepEqual(await moving(['nobody', glob, 'z?z*z'], [...matching, ...other]), [...matching].sort());
    });
  }

  it('none', async () => assert.deepEqual(await moving([], ['latest', '']), []));
});
