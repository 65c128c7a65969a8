import assert from 'node:assert/strict';
import { ENVELOPE, ITEM, only, read } from './items.js';

describe('Of the items of one resource', () => {
  const at = (time: unknown, extra: object = {}): object => ({ ...ITEM, configurationItemCaptureTime: time, ...extra });
  const named = (name: string): object => ({ configuration: { ClusterName: name } });

  it('the newest is read, wherever it stands', async () => {
    const older = at('2026-05-01T08:00:00.000Z', named('old'));
    const newer = at('2026-05-02T08:00:00.000Z', named('new'));
    for (const items of [
      [older, newer],
      [newer, older],
    ]) {
      assert.equal((await only(items)).properties['ClusterName'], 'new');
    }
  });

  it('times may be seconds, as version 1 of the AWS CLI prints them', async () => {
    assert.equal(
      (await only([at(1780300800.5, named('new')), at(1780300799, named('old'))])).properties['ClusterName'],
      'new',
    );
  });

  it('nothing is read where the newest says that it is gone', async () => {
    for (const configurationItemStatus of ['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded']) {
      const gone = at('2026-05-02T08:00:00.000Z', { configurationItemStatus, configuration: null });
      const { resources } = await read([at('2026-05-01T08:00:00.000Z'), gone]);
      assert.deepEqual(resources, []);
    }
  });

  it('without times it is an error, with the place, since nobody knows which is in force', async () => {
    const { resources, problems } = await read(`[\n${JSON.stringify(at(null))},\n${JSON.stringify(at('soon'))}]`);
    assert.deepEqual(resources, []);
    assert.deepEqual(
      problems?.map(({ line }) => line),
      [3],
    );
    assert.match(problems?.[0]?.message ?? '', /item 2 is a second one of the same resource.*keep one/);
  });

  it('those of another account or region are others', async () => {
    const { resources } = await read([
      ITEM,
      { ...ITEM, accountId: '444455556666', arn: 'arn:b' },
      { ...ITEM, awsRegion: 'us-east-1', arn: 'arn:c' },
    ]);
    assert.deepEqual(
      resources.map(({ id, account }) => [id, account]),
      [
        [ENVELOPE.arn, '111122223333'],
        ['arn:b', '444455556666'],
        ['arn:c', '111122223333'],
      ],
    );
  });
});
