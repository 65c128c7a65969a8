import assert from 'node:assert/strict';
import { ENVELOPE, ITEM, only, plain, read } from './items.js';

describe('The answer of a query', () => {
  const answer = (fields: readonly string[] | null, result: object): unknown => ({
    Results: [JSON.stringify(result)],
    ...(fields && { QueryInfo: { SelectFields: fields.map((Name) => ({ Name })) } }),
  });
  const UNKNOWN: readonly (readonly [name: string, answer: unknown, missing: RegExp])[] = [
    [
      'without the configuration',
      answer(['resourceId', 'resourceType'], ENVELOPE),
      /`configuration`, which the query did not select: add it to `SELECT`/,
    ],
    [
      'with parts of it',
      answer(['resourceId', 'configuration.ClusterName'], ITEM),
      /as a whole, of which the query selected parts: select `configuration`/,
    ],
    ['that does not say what was selected', answer(null, ITEM), /`QueryInfo.SelectFields`, which says whether/],
  ];
  for (const [name, value, missing] of UNKNOWN) {
    it(`${name} makes everything unknown, and says what to select`, async () => {
      const { properties } = await only(value);
      assert.deepEqual(Object.keys(properties), ['Fn::Unknown']);
      assert.match(String(properties['Fn::Unknown']), missing);
    });
  }

  it('taken apart, so that it looks like items, makes everything unknown too', async () => {
    const { properties } = await only([{ ...ITEM, configurationItemStatus: undefined }]);
    assert.match(
      String(properties['Fn::Unknown']),
      /`configurationItemStatus`, without which.*give its answer as it is/,
    );
  });

  it('without tags says that it does not know them', async () => {
    const { properties } = await only(answer(['configuration'], { ...ITEM, tags: undefined }));
    assert.deepEqual(plain(properties['Tags']), {
      'Fn::Unknown': '`tags`, which the query did not select: add it to `SELECT`',
    });
  });

  it('without the type or any name is an error, with the place of the result', async () => {
    const { resources, problems } = await read(
      `{"Results": [\n${JSON.stringify(JSON.stringify({ ...ITEM, resourceType: undefined }))},\n${JSON.stringify(JSON.stringify({ resourceType: 'AWS::ECS::Cluster' }))},\n"{]"]}`,
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(
      problems?.map(({ line, message }) => [line, message]),
      [
        [2, 'item 1 has no `resourceType`; select it in the query'],
        [
          3,
          'item 2 has neither `resourceName`, `resourceId` nor `arn`; select `resourceId` and `resourceName` in the query',
        ],
        [4, 'item 3 is not a map; take the item as AWS Config gives it'],
      ],
    );
  });
});
