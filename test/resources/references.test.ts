import assert from 'node:assert/strict';
import type { Value, ValueMap } from '../../src/language/value.js';
import { knownEnd, knownStart, withPlaceholder } from '../../src/resources/partial-text.js';
import { ReferenceIndex } from '../../src/resources/references.js';
import type { Resource } from '../../src/resources/resource.js';

const resource = (id: string, type: string, properties: ValueMap = {}): Resource => ({
  id,
  type,
  properties,
  locate: () => null,
});
const CLUSTER = 'AWS::ECS::Cluster';
const TASK = 'AWS::ECS::TaskDefinition';

const index = new ReferenceIndex([
  resource('Cluster', CLUSTER, { ClusterName: 'shop' }),
  resource('Task', TASK, { Family: 'web' }),
]);

function target(value: Value, type = CLUSTER): string {
  const found = index.target(value, [type]);
  return found.kind === 'resource' ? found.resource.id : found.kind;
}

describe('references between resources', () => {
  const rows: readonly (readonly [string, Value, string, string])[] = [
    ['Ref', { Ref: 'Cluster' }, CLUSTER, 'Cluster'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Cluster', 'Arn'] }, CLUSTER, 'Cluster'],
    ['a text that is joined from one', { 'Fn::Join': ['', ['cluster/', { Ref: 'Cluster' }]] }, CLUSTER, 'Cluster'],
    ['a name', 'shop', CLUSTER, 'Cluster'],
    ['an ARN', 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop', CLUSTER, 'Cluster'],
    ['an ARN with a revision', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7', TASK, 'Task'],
    ['a family with a revision', 'web:7', TASK, 'Task'],
    ['a name of something else', 'other', CLUSTER, 'outside'],
    ['a parameter', { Ref: 'ClusterName' }, CLUSTER, 'unknown'],
    ['an import', { 'Fn::ImportValue': 'cluster' }, CLUSTER, 'unknown'],
    ['a resource of another type', { Ref: 'Task' }, CLUSTER, 'unknown'],
    ['nothing', null, CLUSTER, 'absent'],
  ];
  for (const [name, value, type, expected] of rows) it(name, () => assert.equal(target(value, type), expected));
});

describe('texts of which a part is known', () => {
  const partly = { 'Fn::Join': ['', [{ Ref: 'Registry' }, '/app:', '1.2']] };
  it('the ends that are known', () => {
    assert.deepEqual(knownEnd(partly), { text: '1.2', whole: false });
    assert.equal(knownStart(partly), null);
    assert.deepEqual(knownEnd('all'), { text: 'all', whole: true });
    assert.equal(knownEnd({ Ref: 'X' }), null);
    assert.equal(knownEnd({ 'Fn::Join': [',', ['a', 'b']] }), null);
  });
  it('the rest as a placeholder', () => assert.equal(withPlaceholder(partly, '*'), '*/app:1.2'));
});
