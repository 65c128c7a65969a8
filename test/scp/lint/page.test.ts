import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { documentRules, setRules } from '../../../src/scp/lint/rules.js';

describe('docs/lint.md', () => {
  const page = readFileSync('docs/lint.md', 'utf8');
  const sections = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section]),
  );

  it('has a section for each rule, in the order of the rules, and no other', () => {
    assert.deepEqual(
      [...sections.keys()],
      [...documentRules, ...setRules].map(({ id }) => id),
    );
  });

  for (const { id, severity, title, why, source } of [...documentRules, ...setRules]) {
    it(`says of ${id} what the rule says`, () => {
      const section = sections.get(id) ?? '';
      for (const words of [`**${severity}** · ${title}.`, why, source]) assert.ok(section.includes(words), words);
    });
  }
});
