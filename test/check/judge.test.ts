import assert from 'node:assert/strict';
import { DefectError } from '../../src/check/defect.js';
import { judge } from '../../src/check/judge.js';
import { judgedControls } from '../../src/check/judged-control.js';
import type { EngineDocument, EngineVerdict } from '../../src/engines/verdict.js';
import { equals, property } from '../../src/language/builders.js';
import { select, testControl } from '../support/checking.js';

const selected = [select(testControl({ id: 'is-on', holds: equals(property('On'), true) }))];
const document = { Resources: { A: { Type: 'AWS::ECS::Service', Properties: { On: true } } } };
const right: EngineVerdict = { control: 'is-on', resource: 'A', index: null, verdict: 'pass' };

function judged(answers: readonly EngineVerdict[], controls: readonly string[] = ['is-on']): unknown {
  const engine = { name: 'guard' as const, judge: () => [...answers] };
  const judges = [{ engine, controls: new Set(controls) }];
  return judge(judges, judgedControls(selected), document).map(({ verdict }) => verdict);
}

describe('an engine is held against the reference meaning', () => {
  it('which it agrees with', () => assert.deepEqual(judged([right]), [right]));

  it('its verdicts on controls of other engines are not looked at', () => {
    assert.deepEqual(judged([right, { ...right, control: 'of-another' }]), [right]);
  });

  const wrong: readonly (readonly [string, readonly EngineVerdict[], RegExp])[] = [
    [
      'another verdict',
      [{ ...right, verdict: 'fail' }],
      /`guard` says fail where the meaning of the control is pass: `is-on` on `A`/,
    ],
    ['a verdict left out', [], /says nothing where the meaning of the control is pass/],
    [
      'a verdict too many',
      [right, { ...right, resource: 'B', verdict: 'unknown' }],
      /says unknown where .* is nothing: `is-on` on `B`/,
    ],
    ['a verdict on an element', [right, { ...right, index: 0 }], /on `A`, element 0/],
    ['a verdict twice', [right, right], /twice/],
  ];
  for (const [name, answers, message] of wrong) {
    it(`${name} is a defect`, () =>
      assert.throws(
        () => judged(answers),
        (error: unknown) => error instanceof DefectError && message.test(error.message),
      ));
  }

  it('a large document is judged in parts', () => {
    const ids = Array.from({ length: 250 }, (_, index) => `R${index}`);
    const Resources = Object.fromEntries(ids.map((id) => [id, document.Resources.A]));
    const sizes: number[] = [];
    const engine = {
      name: 'opa' as const,
      judge: (part: EngineDocument) => {
        sizes.push(Object.keys(part.Resources).length);
        return Object.keys(part.Resources).map((resource) => ({ ...right, resource }));
      },
    };
    const judges = [{ engine, controls: new Set(['is-on']) }];
    assert.equal(judge(judges, judgedControls(selected), { Resources }).length, 250);
    assert.deepEqual(sizes, [100, 100, 50]);
  });

  it('a control that no engine judges is a defect', () => {
    assert.throws(() => judged([], []), /no engine judges the control `is-on`/);
  });
});
