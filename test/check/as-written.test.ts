import assert from 'node:assert/strict';
import { asWritten } from '../../src/check/places.js';

describe('a place as it is written', () => {
  const properties = {
    PrimaryContainer: { Environment: [{ Name: 'A', Value: 'x' }] },
    Policy: { Statement: { Action: ['a', 'b'] } },
    Document: '{"Statement": []}',
  };
  const rows: readonly (readonly [string, string])[] = [
    ['Properties.PrimaryContainer.0.Environment.0.Value', 'Properties.PrimaryContainer.Environment.0.Value'],
    ['Properties.PrimaryContainer.0', 'Properties.PrimaryContainer'],
    ['Properties.Policy.Statement.0.Action.1', 'Properties.Policy.Statement.Action.1'],
    ['Properties.Document.Statement.0', 'Properties.Document.Statement.0'],
    ['Properties.Missing.Key', 'Properties.Missing.Key'],
  ];
  for (const [path, expected] of rows) {
    it(path, () => assert.equal(asWritten(properties, path.split('.')).join('.'), expected));
  }
});
