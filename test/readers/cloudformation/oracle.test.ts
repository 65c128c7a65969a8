import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inRepository } from '../../support/repository.js';
import { skip } from '../../support/skip.js';
import { type GeneratedTemplate, template as generated } from './generated-template.js';
import { compareProperties, oracleProperties, sameText } from './oracle.js';
import { plain, readTemplate, resourceOf } from './reading.js';

const FOLDER = inRepository('../shared/data/cloudformation');
/** AWS's resolver reads `AWS::Region` as this when nobody says otherwise. */
const region = 'us-east-1';

/**
 * Public templates that AWS's resolver cannot parse, though CloudFormation deploys them: a closing bracket stands at its
 * key's indentation.
 */
const UNREADABLE_FOR_ORACLE = [/copilot-cli__environments_template/];

describe('CloudFormation: agreement with AWS’s own resolver', function () {
  this.timeout(120_000);

  it('on public templates, each of which is read', function () {
    if (!existsSync(FOLDER)) skip(this, 'the public templates are not there');
    let compared = 0;
    for (const file of readdirSync(FOLDER)) {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
      const template = readTemplate(text, { region });
      if (UNREADABLE_FOR_ORACLE.some((pattern) => pattern.test(file))) continue;
      const theirs = oracleProperties(text);
      for (const { id, properties } of template.resources) {
        compareProperties(properties, theirs.get(id), (path, left, right) => {
          compared++;
          assert.ok(sameText(left, right), `${file}: ${id}.${path.join('.')}: ${plain(left)}, theirs ${plain(right)}`);
        });
      }
    }
    assert.ok(compared > 1500, `only ${compared} values compared`);
  });

  const seed = Number(process.env['RINGFENCE_SEED'] ?? 20261122);
  it(`on generated templates (seed ${seed})`, () => {
    let compared = 0;
    let different = 0;
    const check = (template: GeneratedTemplate): void => {
      const text = JSON.stringify(template);
      const { properties } = resourceOf(readTemplate(text, { region }), 'R');
      compareProperties(properties, oracleProperties(text).get('R'), (path, left, right) => {
        compared++;
        if (sameText(left, right)) return;
        different++;
        const written = JSON.stringify(template.Resources.R.Properties[path[0] ?? '']);
        assert.ok(isKnownDifference(written), `${path.join('.')}: ${plain(left)}, theirs ${plain(right)}`);
      });
    };
    fc.assert(fc.property(generated, check), { seed, numRuns: 1500 });
    assert.ok(compared > 3000, `only ${compared} values compared`);
    assert.ok(different * 200 < compared, `${different} known differences are too many`);
  });
});

/**
 * A function over a mapping that a parameter with AllowedValues selects: the oracle takes such a parameter to have each
 * of its values at once, and inside a Join prints the first, and an empty text for each number beside it. We take the
 * default, as a deployment without a given value does.
 */
function isKnownDifference(text: string): boolean {
  return /"Ref":"Stage"|\$\{Stage\}/.test(text) && /"Fn::(Join|Sub)"/.test(text);
}
