import assert from 'node:assert/strict';
import { read } from './items.js';

describe('Places in configuration items', () => {
  const TEXT = `{
  "configurationItems": [
    {"resourceType": "AWS::S3::Bucket", "resourceId": "b", "configuration": [{"a": 1}]}, {
      "resourceType": "AWS::IAM::Role",
      "resourceName": "task",
      "tags": {"a": "b"},
      "configuration": {
        "roleName": "task",
        "attachedManagedPolicies": [
          {"policyArn": "arn:a"},
          {"policyArn": "arn:b"}
        ]
      }
    },
    {"resourceType": "AWS::ECS::Cluster", "resourceId": "c",
      "configuration": "{\\"ClusterName\\": \\"c\\"}"}
  ]
}`;
  const PLACES: readonly (readonly [id: string, path: string, place: { line: number; column: number } | null])[] = [
    ['b', '', { line: 3, column: 5 }],
    ['task', '', { line: 3, column: 90 }],
    ['task', 'Properties.RoleName', { line: 8, column: 21 }],
    ['task', 'Properties.ManagedPolicyArns.1', { line: 11, column: 11 }],
    ['task', 'Properties.Policies.0', { line: 7, column: 24 }],
    ['task', 'Properties.Tags.0.Value', { line: 6, column: 15 }],
    ['c', '', { line: 15, column: 5 }],
    ['c', 'Properties.ClusterName', null],
  ];
  for (const [id, path, place] of PLACES) {
    it(`${id} ${path || 'itself'} is ${place ? `in line ${place.line}` : 'inside of a text'}`, async () => {
      const { resources } = await read(TEXT);
      const found = resources.find((resource) => resource.id === id);
      assert.deepEqual(found?.locate(path === '' ? [] : path.split('.')), place);
    });
  }
});
