import assert from 'node:assert/strict';
import { planText, type ReportedPlan } from '../../src/reports/plan.js';
import { packLines } from '../../src/reports/plan-packs.js';
import {
  deployed,
  ONE,
  organizationOf,
  plannedFor,
  SHOP,
  TWO,
  wantedPack,
} from '../organization/plan/packs/support.js';

const digest = (text: string): string => text.replace(/[0-9a-f]{12}/g, '#');
const lines = (parts: Parameters<typeof plannedFor>[0]): string[] => packLines(plannedFor(parts).changes).map(digest);
const old = wantedPack({ parameters: { Port: '0', Gone: 'x' } });
const now = wantedPack({ template: TWO, parameters: { Port: '1' }, excludedAccounts: [SHOP] });

describe('the text of a plan of conformance packs', () => {
  it('is a tree of regions and packs, with accounts, rules and parameters', () => {
    const desired = [wantedPack({ region: 'eu-west-2' }), now];
    assert.deepEqual(lines({ desired, there: [deployed(old, { template: ONE })] }), [
      '  eu-west-1',
      '    conformance pack ringfence-a',
      '      update: replaced for 2 accounts at once, 1 account no longer',
      '        accounts: 0 in, 1 out',
      '        template # → #',
      '        + two',
      '        - parameter Gone',
      '        ~ parameter Port: 0 → 1',
      '  eu-west-2',
      '    conformance pack ringfence-a',
      '      create: 3 accounts judged by these rules from now on',
      '        accounts: 3 in, 0 out',
      '        template none → #',
      '        + one',
    ]);
  });

  it('says where the rules that change are not known', () => {
    assert.deepEqual(lines({ desired: [wantedPack({ template: TWO })], there: [deployed(wantedPack())] }).slice(4), [
      '        template # → #',
      '        which rules are new or gone is not known: AWS Config does not give the old template back',
    ]);
  });

  it('says why a pack is put again as it is', () => {
    assert.deepEqual(lines({ desired: [wantedPack()], there: [deployed(wantedPack(), { status: 'CREATE_FAILED' })] }), [
      '  eu-west-1',
      '    conformance pack ringfence-a',
      '      update: put again as it is, since its last deployment failed or its template was changed',
      '        accounts: 0 in, 0 out',
    ]);
  });

  it('cannot be made to print what a terminal obeys', () => {
    const clearing = '\u001b[2J';
    const desired = [wantedPack({ parameters: { Port: clearing } })];
    assert.equal(lines({ desired }).join('\n').includes(clearing), false);
  });

  it('has notes and refusals, and under --verbose the accounts that they are about', () => {
    const recordings = [{ account: SHOP, region: 'eu-west-1', recorded: null, packs: 0, rules: 0 }];
    const organization = organizationOf({ recordings });
    const made = plannedFor({ organization, desired: [wantedPack()] });
    const plan: ReportedPlan = {
      version: 1,
      checksum: '0123456789abcdef',
      ...made,
      apiCalls: 0,
      organization: { id: 'o-exampleorg1', source: 'organization.yaml', caller: null, endpoint: null },
      affected: [],
    };
    const text = planText(plan, { colour: false, listed: true });
    assert.match(text, /^note: not checked: whether 2 accounts \(`111111111111`, `333333333333`\) record/m);
    assert.match(text, /^ {2}111111111111, 333333333333$/m);
    assert.match(text, /^refused recording: 1 account \(`222222222222`\) have no recorder .*\n {2}222222222222$/m);
    assert.doesNotMatch(planText(plan, { colour: false, listed: false }), /^ {2}222222222222$/m);
  });
});
