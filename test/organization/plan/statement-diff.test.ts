import assert from 'node:assert/strict';
import { planChanges } from '../../../src/organization/plan/changes.js';
import { statementDifferences } from '../../../src/organization/plan/statement-diff.js';
import { statementsOf } from '../../../src/organization/plan/statements.js';
import { denying, input, organizationWith, owned, WORKLOADS, wanted } from './support.js';

describe('statementDifferences', () => {
  const before = [wanted('one', denying('a:A', 'b:B')), wanted('two', denying('c:C'))];
  const organization = organizationWith({
    [WORKLOADS]: before.map((document, index) => owned(document, `p-number${index}00`)),
  });
  const differences = (...after: [string, string][]) => {
    const desired = after.map(([name, content]) => wanted(name, content));
    return statementDifferences(planChanges(input({ organization, desired })).changes);
  };

  it('does not count a statement that moves to another document', () => {
    assert.deepEqual(differences(['one', denying('a:A')], ['two', denying('b:B', 'c:C')]), []);
  });

  it('names what is added and removed', () => {
    assert.deepEqual(differences(['one', denying('a:A', 'd:D')], ['two', denying('c:C')]), [
      { sid: 'DenydD', change: 'added' },
      { sid: 'DenybB', change: 'removed' },
    ]);
  });

  it('calls one with the same name and other content changed', () => {
    const changed = denying('a:A', 'b:B').replace('"b:B"', '["b:B","b:C"]');
    assert.deepEqual(differences(['one', changed], ['two', denying('c:C')]), [{ sid: 'DenybB', change: 'changed' }]);
  });
});

describe('statementsOf', () => {
  it('sees one statement whatever the order of lists, of keys, and a list of one', () => {
    const one = '{"Statement":{"Effect":"Deny","Action":["b:B","a:A"],"Resource":["*"]}}';
    const other = '{"Statement":[{"Resource":"*","Action":["a:A","b:B"],"Effect":"Deny","Sid":"X"}]}';
    assert.equal(statementsOf(one)[0]?.key, statementsOf(other)[0]?.key);
  });

  it('sees none in a document of another language, or in what is no document', () => {
    assert.deepEqual(statementsOf('{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}'), []);
    assert.deepEqual(statementsOf('not JSON'), []);
  });
});
