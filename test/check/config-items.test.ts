import assert from 'node:assert/strict';
import { judgeInput } from '../../src/check/judge-input.js';
import type { Exception } from '../../src/check/options.js';
import { equals, not, property, says } from '../../src/language/builders.js';
import { exception, select, testControl, testRun } from '../support/checking.js';

const CONTROL = testControl({
  id: 'not-enabled',
  holds: says('AssignPublicIp is {value}', not(equals(property('Value'), 'ENABLED'))),
});

const service = (accountId: string | null, name = 'web'): object => ({
  ...(accountId !== null && { accountId }),
  awsRegion: 'eu-west-1',
  resourceType: 'AWS::ECS::Service',
  configurationItemStatus: 'OK',
  resourceId: `arn:aws:ecs:eu-west-1:${accountId}:service/shop/${name}`,
  configuration: { Value: 'ENABLED' },
});

async function verdicts(
  items: readonly object[],
  exceptions: readonly Exception[],
  account?: string,
): Promise<unknown> {
  const run = testRun([select(CONTROL)], { exceptions, ...(account !== undefined && { account }) });
  const text = Buffer.from(JSON.stringify(items, null, 2));
  const outcome = await judgeInput(
    { file: 'items.json', named: true, read: async () => text },
    { ...run, asked: { keep: 'all', quotes: true } },
  );
  assert.deepEqual([outcome.errors, outcome.defect], [[], null]);
  assert.deepEqual([...outcome.quotes], [], 'nothing of an item is quoted');
  return outcome.results.map(({ verdict, line }) => [verdict, line]);
}

describe('Exceptions for accounts', () => {
  const forOne = [exception({ control: 'not-enabled', accounts: ['111122223333'] })];
  const items = [service('111122223333'), service('444455556666')];

  it('cover the items of these accounts alone', async () => {
    assert.deepEqual(await verdicts(items, forOne), [
      ['excepted', 9],
      ['fail', 19],
    ]);
  });

  it('see the account of an item, whatever --account says', async () => {
    assert.deepEqual(await verdicts(items, forOne, '444455556666'), [
      ['excepted', 9],
      ['fail', 19],
    ]);
  });

  it('see that of --account where an item does not say', async () => {
    assert.deepEqual(await verdicts([service(null)], forOne), [['fail', 8]]);
    assert.deepEqual(await verdicts([service(null)], forOne, '111122223333'), [['excepted', 8]]);
  });
});

describe('A list of configuration items', () => {
  it('of which one cannot be read: an error beside the results of the others', async () => {
    const text = Buffer.from(`[7,\n${JSON.stringify(service('111122223333'))}]`);
    const input = { file: 'items.json', named: true, read: async () => text };
    const outcome = await judgeInput(input, testRun([select(CONTROL)]));
    assert.deepEqual(
      outcome.errors.map(({ line, message }) => [line, message]),
      [[1, 'item 1 is not a map; take the item as AWS Config gives it']],
    );
    assert.deepEqual(
      outcome.results.map(({ verdict }) => verdict),
      ['fail'],
    );
  });
});
