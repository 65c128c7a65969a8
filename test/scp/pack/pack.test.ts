import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sameStatements } from '../../../src/scp/minify/canonical.js';
import { printPolicy, statementText } from '../../../src/scp/minify/print.js';
import { type Packable, type Packed, type PackOptions, pack } from '../../../src/scp/pack/pack.js';
import type { Policy } from '../../../src/scp/policy.js';
import { policyOf } from '../support/policy-of.js';

const options: PackOptions = { type: 'SERVICE_CONTROL_POLICY', prefix: 'ringfence', characters: 1_000, slots: 8 };
/** `{"Version":"2012-10-17","Statement":[]}`, counted by hand. */
const AROUND = 39;

/** A control with one statement for each size: exactly so many characters. */
function control(id: string, ...sizes: number[]): Packable {
  const empty = statement(id, 0, '');
  return {
    control: id,
    statements: sizes.map((size, index) => statement(id, index, 'x'.repeat(size - lengthOf(empty)))),
  };
}

function statement(id: string, index: number, filling: string) {
  const [made] = policyOf([
    {
      Sid: `${id.replaceAll('-', '')}x${index}`,
      Effect: 'Deny',
      Action: 'ecs:RunTask',
      Resource: `arn:aws:s3:::${filling}`,
    },
  ]).statements;
  assert.ok(made);
  return made;
}

const lengthOf = (one: Packable['statements'][number]) => statementText(one, 'SERVICE_CONTROL_POLICY').length;

function documentsOf(packed: Packed) {
  assert.ok(packed.fits, packed.fits ? '' : packed.message);
  return packed.documents;
}

const controlsOf = (packed: Packed) => documentsOf(packed).map(({ controls }) => controls);

const policyOfControls = (controls: readonly Packable[]): Policy => ({
  type: 'SERVICE_CONTROL_POLICY',
  version: '2012-10-17',
  statements: controls.flatMap(({ statements }) => statements),
});

describe('pack', () => {
  it('puts everything into one document where it fits, to the last character', () => {
    // Two statements and a comma.
    const controls = [control('b', 400), control('a', 1_000 - AROUND - 400 - 1)];
    const [document, ...others] = documentsOf(pack(controls, options));
    assert.deepEqual(others, []);
    assert.equal(document?.characters, 1_000);
    assert.equal(document.text.length, 1_000);
    assert.equal(document.text, printPolicy(document.policy));
    assert.equal(document.name, 'ringfence-1');
    assert.deepEqual(document.controls, ['a', 'b']);
    assert.deepEqual(
      document.policy.statements.map(({ sid }) => sid),
      ['ax0', 'bx0'],
    );
  });

  it('takes a second document for one character more', () => {
    const controls = [control('b', 400), control('a', 1_000 - AROUND - 400)];
    assert.equal(documentsOf(pack(controls, options)).length, 2);
  });

  it('needs no document for no statement', () => {
    assert.deepEqual(documentsOf(pack([], options)), []);
    assert.deepEqual(documentsOf(pack([{ control: 'a', statements: [] }], options)), []);
  });

  it('takes the fewest documents, where the first that comes to mind would not', () => {
    // 390 + 330 + 239 and two commas fill a document. From the largest down, 390 + 390 come first, and it takes three.
    const controls = ['a', 'b'].flatMap((id) => [
      control(`${id}-1`, 390),
      control(`${id}-2`, 330),
      control(`${id}-3`, 239),
    ]);
    assert.equal(documentsOf(pack(controls, options)).length, 2);
  });

  it('keeps the statements of a control together', () => {
    const controls = [control('a', 300, 300), control('b', 300, 300), control('c', 300)];
    for (const documents of [controlsOf(pack(controls, options))]) {
      assert.equal(documents.length, 2);
      assert.deepEqual(documents.flat().sort(), ['a', 'b', 'c']);
    }
  });

  it('divides a control that is larger than a document', () => {
    const packed = pack([control('large', 400, 400, 400), control('small', 200)], options);
    assert.equal(documentsOf(packed).length, 2);
    assert.ok(documentsOf(packed).every(({ controls }) => controls.includes('large')));
  });

  it('divides controls where they fit no other way', () => {
    // Three controls of 600 need three documents whole, and two in pieces of 300.
    const controls = [control('a', 300, 300), control('b', 300, 300), control('c', 300, 300)];
    const two = { ...options, slots: 2, characters: 1_000 };
    assert.equal(documentsOf(pack(controls, { ...two, slots: 3 })).length, 3);
    assert.equal(documentsOf(pack(controls, two)).length, 2);
  });

  it('does not depend on the order of the controls', () => {
    const controls = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index) => control(id, 200 + 40 * index));
    const texts = documentsOf(pack(controls, options)).map(({ text }) => text);
    assert.deepEqual(
      documentsOf(pack([...controls].reverse(), options)).map(({ text }) => text),
      texts,
    );
  });

  it('refuses a statement that no document takes, with its size', () => {
    const packed = pack([control('deny-much', 200, 1_200)], options);
    assert.ok(!packed.fits);
    assert.match(
      packed.message,
      /^statement `denymuchx1` of `deny-much` alone takes 1200 characters, and a document may have 1000/,
    );
  });

  it('refuses two statements of one name, which no document may have', () => {
    const packed = pack([control('a-b', 200), control('ab', 200)], options);
    assert.ok(!packed.fits);
    assert.match(packed.message, /^`a-b` and `ab` both have a statement `abx0`/);
  });

  it('refuses what does not fit into the slots, with the sizes', () => {
    const controls = [control('a', 900), control('b', 800), control('c', 100)];
    const packed = pack(controls, { ...options, slots: 1 });
    assert.ok(!packed.fits);
    assert.match(packed.message, /needs at least 2 documents of 1000, and there are 1 slots/);
    assert.deepEqual(packed.sizes, [
      { control: 'a', characters: 901 },
      { control: 'b', characters: 801 },
      { control: 'c', characters: 101 },
    ]);
    assert.ok(!pack(controls, { ...options, slots: 0 }).fits);
  });

  it('prints the principal of RCPs, and counts it', () => {
    const [document] = documentsOf(pack([control('a', 200)], { ...options, type: 'RESOURCE_CONTROL_POLICY' }));
    assert.match(document?.text ?? '', /"Effect":"Deny","Principal":"\*","Action"/);
    assert.equal(document?.characters, 200 + AROUND + '"Principal":"*",'.length);
  });

  const someControls = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{3,12}$/),
      sizes: fc.array(fc.integer({ min: 120, max: 600 }), { minLength: 1, maxLength: 4 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 20 },
  );

  it('loses and adds nothing, keeps the quota, and takes no more than twice the sum (property)', () => {
    fc.assert(
      fc.property(someControls, (given) => {
        const controls = given.map(({ id, sizes }) => control(id, ...sizes));
        const packed = documentsOf(pack(controls, { ...options, characters: 2_500, slots: 40 }));
        assert.ok(packed.every(({ text, characters }) => text.length === characters && characters <= 2_500));
        assert.ok(
          sameStatements(
            [policyOfControls(controls)],
            packed.map(({ policy }) => policy),
          ),
        );
        const total = controls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + lengthOf(one), 0);
        assert.ok(packed.length <= Math.max(1, Math.ceil((2 * total) / (2_500 - AROUND - 1))));
        assert.equal(packed.flatMap(({ controls: ids }) => ids).length, given.length);
      }),
    );
  });

  it('changes one document for a change of one statement', () => {
    // Thirty controls of 300 to 1,500 characters in documents of 10,240: what the catalogue is expected to be.
    const sizes = Array.from({ length: 30 }, (_, index) => 300 + ((index * 397) % 1_200));
    const large = { ...options, characters: 10_240 };
    const before = documentsOf(
      pack(
        sizes.map((size, index) => control(`control-${index}`, size)),
        large,
      ),
    );
    let moved = 0;
    for (const changed of sizes.keys()) {
      const controls = sizes.map((size, index) => control(`control-${index}`, index === changed ? size + 40 : size));
      const after = documentsOf(pack(controls, large));
      const different = after.filter(({ text }, index) => text !== before[index]?.text).length;
      if (different > 1) moved += 1;
    }
    assert.equal(moved, 0);
  });
});
