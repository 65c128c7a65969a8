import assert from 'node:assert/strict';
import { DEFAULTS } from '../../src/configuration/configuration.js';
import type { Organization as ConfiguredOrganization } from '../../src/configuration/schema.js';
import { configuredTree, isOrganizationId } from '../../src/organization/configured-tree.js';
import { findTarget } from '../../src/organization/find-target.js';
import { OrganizationLevels, organizationPath } from '../../src/organization/levels.js';
import { placesOf } from '../../src/organization/places.js';
import type { Organization } from '../../src/organization/tree.js';

const treeOf = (organization: ConfiguredOrganization, controls = {}): Organization =>
  configuredTree({ ...DEFAULTS, organization, controls });

const paths = (organization: Organization): string[] =>
  [...placesOf(organization).values()].map(({ path }) => path).toSorted();

describe('the tree of a configuration', () => {
  it('without targets is the root', () => {
    assert.deepEqual(paths(treeOf({})), ['/']);
  });

  it('has the units of targets and waves, with those above them', () => {
    const tree = treeOf({
      targets: [{ unit: '/A/B/C' }, { unit: '/A/' }, { unit: '/' }],
      waves: [{ name: 'canary', units: ['/A/B/Sandbox'] }],
    });
    assert.deepEqual(paths(tree), ['/', '/A', '/A/B', '/A/B/C', '/A/B/Sandbox']);
  });

  it('has ids and account numbers directly below the root, by themselves', () => {
    const tree = treeOf({ targets: [{ unit: 'ou-exam-workload1' }, { unit: '222222222222' }, { unit: 'r-exam' }] });
    assert.equal(tree.root.id, 'r-exam');
    for (const unit of ['ou-exam-workload1', '222222222222', 'r-exam']) {
      const place = findTarget(tree, unit);
      assert.equal(typeof place === 'string' ? place : place.id, unit);
    }
  });

  it('is the same whatever the order', () => {
    const targets = ['/A/B', '/C', '222222222222', '333333333333', '/A'].map((unit) => ({ unit }));
    assert.deepEqual(treeOf({ targets: targets.toReversed() }).root, treeOf({ targets }).root);
  });

  it('allows everything, at every level', () => {
    const tree = treeOf({ targets: [{ unit: '/A/B' }] });
    const place = findTarget(tree, '/A/B');
    assert.ok(typeof place !== 'string');
    const levels = new OrganizationLevels(tree, 'SERVICE_CONTROL_POLICY').of(place.id);
    assert.deepEqual(
      levels.map(({ name, policies }) => [name, policies.map((policy) => policy.name)]),
      [
        ['/', ['FullAWSAccess']],
        ['/A', ['FullAWSAccess']],
        ['/A/B', ['FullAWSAccess']],
      ],
    );
  });

  it('has an id of an organization only where a control is given one', () => {
    assert.equal(isOrganizationId(treeOf({}).id), false);
    const given = { perimeter: { enabled: true, parameters: { organizationId: 'o-exampleorg1' } } };
    assert.equal(treeOf({}, given).id, 'o-exampleorg1');
    const parameters = { organizationId: 'o-exampleorg1' };
    assert.equal(treeOf({ targets: [{ unit: '/', controls: { perimeter: { parameters } } }] }).id, 'o-exampleorg1');
  });
});

describe('organizationPath', () => {
  it('has the ids of the root and of every unit, and ends in a stroke', () => {
    const tree: Organization = { ...treeOf({ targets: [{ unit: '222222222222' }] }), id: 'o-exampleorg1' };
    const account = placesOf(tree).get('222222222222');
    assert.ok(account);
    assert.equal(organizationPath(tree, account), `o-exampleorg1/${tree.root.id}/`);
  });
});
