import assert from 'node:assert/strict';
import type { Reading } from '../../../src/readers/reading.js';
import { readInput } from '../../../src/readers/recognise.js';
import type { Resource, Template } from '../../../src/resources/resource.js';

const SETTINGS = { file: 'items.json', parameters: {} };

export const reading = async (value: unknown): Promise<Reading | null> =>
  readInput(typeof value === 'string' ? value : JSON.stringify(value), SETTINGS);

export async function read(value: unknown): Promise<Template> {
  const found = await reading(value);
  assert.ok(found?.template, found?.problem?.message ?? 'not recognised');
  return found.template;
}

export async function only(value: unknown): Promise<Resource> {
  const { resources, problems } = await read(value);
  assert.deepEqual(problems ?? [], []);
  const [resource, ...others] = resources;
  assert.ok(resource && others.length === 0);
  return resource;
}

export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export const CONFIGURATION = {
  ClusterName: 'shop',
  ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
};
export const ENVELOPE = {
  accountId: '111122223333',
  awsRegion: 'eu-west-1',
  arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
  configurationItemCaptureTime: '2026-06-01T08:00:00.000Z',
  configurationItemStatus: 'OK',
  resourceType: 'AWS::ECS::Cluster',
  resourceId: 'shop-id',
  resourceName: 'shop',
  tags: { team: 'shop' },
};
export const ITEM = { ...ENVELOPE, configuration: CONFIGURATION };
