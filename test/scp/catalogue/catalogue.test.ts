// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of IAM.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { carries } from '../../../src/scp/catalogue/carries.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import { actionPattern, covers, meets } from '../../../src/scp/catalogue/glob.js';
import { globalKeys } from '../../../src/scp/catalogue/global-keys.js';
import { matching } from '../../../src/scp/catalogue/matching.js';
import { nearestAction } from '../../../src/scp/catalogue/nearest.js';
import { nearest } from '../../../src/text/nearest.js';

describe('the IAM catalogue', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  it('has the actions of iam-data, and those that it lacks', () => {
    // 22,091 in iam-data 0.21.202609261; 8 gateway actions.
    assert.equal(catalogue.actions.length, 22_091 + 8);
    assert.equal(catalogue.date, '2026-09-26');
    assert.equal(catalogue.services.length, 456);
    const lower = catalogue.actions.map((name) => name.toLowerCase());
    assert.deepEqual([...new Set(lower)].sort(), lower);
    assert.ok(catalogue.actions.every((name) => catalogue.action(name)?.name === name));
  });

  it('knows an action in any case, with its resources and keys', () => {
    const action = catalogue.action('ECS:executecommand');
    assert.equal(action?.name, 'ecs:ExecuteCommand');
    assert.equal(action.accessLevel, 'Write');
    // facts/ecs-iam-actions.md
    for (const key of ['ecs:cluster', 'ecs:container-name', 'ecs:task', 'aws:resourcetag/${tagkey}']) {
      assert.ok(action.keys.includes(key), key);
    }
    assert.ok(!action.keys.includes('ecs:subnet'));
    assert.deepEqual(
      action.resourceTypes.map(({ name }) => name),
      ['cluster', 'task'],
    );
    assert.deepEqual(action.resourceTypes[0]?.arns, [
      'arn:${Partition}:ecs:${Region}:${Account}:cluster/${ClusterName}',
    ]);
  });

  it('knows no action of another name or service', () => {
    for (const name of ['ecs:CreateClusters', 'nosuch:CreateCluster', 'ecs', '', ':', 'ecs:', 'constructor:x']) {
      assert.equal(catalogue.action(name), undefined, name);
    }
  });

  it('names the page of an action that iam-data lacks, and does not guess what it carries', () => {
    const action = catalogue.action('ecs:CreateGateway');
    assert.match(action?.addedFrom ?? '', /API_CreateGateway\.html$/);
    assert.ok(action);
    assert.equal(carries(catalogue, action, 'ecs:cluster'), 'unknown');
    assert.equal(carries(catalogue, action, 'aws:RequestedRegion'), true);
  });

  it('knows keys in any case, global and templated ones', () => {
    const cases: [name: string, key: string, type: string, multivalued: boolean][] = [
      ['AWS:PrincipalARN', 'aws:PrincipalArn', 'ARN', false],
      ['aws:principalorgpaths', 'aws:PrincipalOrgPaths', 'String', true],
      ['aws:RequestTag/Cost Center', 'aws:RequestTag/${TagKey}', 'String', false],
      ['aws:PrincipalTag/a/b', 'aws:PrincipalTag/${TagKey}', 'String', false],
      ['ecs:Capacity-Provider', 'ecs:capacity-provider', 'ARN', true],
      ['ecs:subnet', 'ecs:subnet', 'String', true],
      ['ecs:task-cpu', 'ecs:task-cpu', 'Numeric', false],
      ['ecs:auto-assign-public-ip', 'ecs:auto-assign-public-ip', 'Bool', false],
      ['ecs:ResourceTag/team', 'ecs:ResourceTag/${TagKey}', 'String', false],
      ['lambda:SourceFunctionArn', 'lambda:SourceFunctionArn', 'ARN', false],
    ];
    for (const [name, key, type, multivalued] of cases) {
      const found = catalogue.key(name);
      assert.deepEqual([found?.name, found?.type, found?.multivalued], [key, type, multivalued], name);
      assert.match(found?.source ?? '', /^https:\/\/docs\.aws\.amazon\.com\//);
    }
    for (const name of ['aws:PrincipalArns', 'ecs:security-groups', 'ecs:launch-type', 'aws:RequestTag/', 'aws:', '']) {
      assert.equal(catalogue.key(name), undefined, name);
    }
  });

  it('has the global keys once each, with those that are always there', () => {
    assert.equal(globalKeys.length, 61);
    assert.equal(new Set(globalKeys.map(({ name }) => name.toLowerCase())).size, 61);
    assert.equal(catalogue.key('aws:RequestedRegion')?.present, 'always');
    assert.equal(catalogue.key('aws:PrincipalOrgID')?.present, 'sometimes');
    assert.equal(globalKeys.filter(({ present }) => present === 'always').length, 11);
    assert.equal(globalKeys.filter(({ multivalued }) => multivalued).length, 7);
  });

  it('says which action carries a key', () => {
    const cases: [action: string, key: string, carried: boolean | 'unknown'][] = [
      ['ecs:CreateService', 'ecs:auto-assign-public-ip', true],
      ['ecs:RunTask', 'ecs:auto-assign-public-ip', false],
      ['ecs:RunTask', 'aws:PrincipalArn', true],
      ['ecs:RunTask', 'aws:RequestTag/Owner', true],
      ['ecs:ListClusters', 'aws:RequestTag/Owner', false],
      ['ecs:ListClusters', 'aws:PrincipalTag/Owner', true],
      ['ecs:ListClusters', 'ecs:nosuch', 'unknown'],
    ];
    for (const [name, key, carried] of cases) {
      const action = catalogue.action(name);
      assert.ok(action);
      assert.equal(carries(catalogue, action, key), carried, `${name} ${key}`);
    }
  });

  it('finds what a pattern matches', () => {
    const cases: [pattern: string, names: string[]][] = [
      ['ecs:createcluster', ['ecs:CreateCluster']],
      ['ecs:*Gateway', ['ecs:CreateGateway', 'ecs:DeleteGateway', 'ecs:DescribeGateway', 'ecs:UpdateGateway']],
      ['ecs:?oll', ['ecs:Poll']],
      ['ecs:.oll', []],
      ['*:DiscoverPollEndpoint', ['ecs:DiscoverPollEndpoint']],
      ['ec?:RegisterDaemonTaskDefinition', ['ecs:RegisterDaemonTaskDefinition']],
      ['nosuch:*', []],
    ];
    for (const [pattern, names] of cases) assert.deepEqual(matching(catalogue, pattern), names, pattern);
    assert.equal(matching(catalogue, '*').length, catalogue.actions.length);
    assert.equal(matching(catalogue, '*:*').length, catalogue.actions.length);
  });

  it('has a near name for an unknown one, or none', () => {
    const cases: [name: string, expected: string | null][] = [
      ['ecs:CreateClutser', 'ecs:CreateCluster'],
      ['ecs:createclusters', 'ecs:CreateCluster'],
      ['esc:CreateCluster', 'ecs:CreateCluster'],
      ['ecs:FlyToTheMoonAndBack', null],
      ['zzzzzzzzzzzz:Q', null],
    ];
    for (const [name, expected] of cases) assert.equal(nearestAction(catalogue, name), expected, name);
    assert.equal(nearest('ecs:compute-compatability', catalogue.keys), 'ecs:compute-compatibility');
    assert.equal(nearest('aws:PrincipleArn', catalogue.keys), 'aws:PrincipalArn');
  });
});

describe('patterns of actions', () => {
  it('match without case; only * and ? are special', () => {
    const cases: [pattern: string, name: string, matches: boolean][] = [
      ['ecs:*', 'ECS:CreateCluster', true],
      ['ecs:create*', 'ecs:CreateCluster', true],
      ['ecs:Create', 'ecs:CreateCluster', false],
      ['e?s:*', 'ecs:Poll', true],
      ['e?s:*', 'es:Poll', false],
      ['a.b:*', 'axb:c', false],
      ['*', 'anything:At all', true],
    ];
    for (const [pattern, name, matches] of cases) assert.equal(actionPattern(pattern)(name), matches, pattern);
  });

  it('cover others', () => {
    const cases: [outer: string, inner: string, covered: boolean][] = [
      ['*', '', true],
      ['*', '*', true],
      ['a*', 'a', true],
      ['a*', 'ab*', true],
      ['ab*', 'a*', false],
      ['a?', 'ab', true],
      ['a?', 'a*', false],
      ['a*?', 'a?*', true],
      ['ab', 'a?', false],
      ['*b*', 'abc', true],
      ['a*c', 'abcbc', true],
      ['a*c', 'abcb', false],
      ['', '', true],
      ['', 'a', false],
    ];
    for (const [outer, inner, covered] of cases) assert.equal(covers(outer, inner), covered, `${outer} ⊇ ${inner}`);
  });

  it('meet others where some text fits both', () => {
    const cases: [one: string, other: string, meet: boolean][] = [
      ['a*', '*b', true],
      ['a*', 'b*', false],
      ['a?c', 'ab*', true],
      ['a?', 'a', false],
      ['?', '*', true],
      ['', '*', true],
      ['', '?', false],
      ['root', 'role/*', false],
      ['*x*', 'a*b', true],
      ['ab', 'ab', true],
    ];
    for (const [one, other, meet] of cases) {
      assert.equal(meets(one, other), meet, `${one} ${other}`);
      assert.equal(meets(other, one), meet, `${other} ${one}`);
    }
  });

  it('are compared as trying out short texts does (property)', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
    const longerBy = (made: readonly string[]) => made.flatMap((text) => ['a', 'b', 'c'].map((one) => text + one));
    const texts = ['', ...longerBy(['']), ...longerBy(longerBy([''])), ...longerBy(longerBy(longerBy([''])))];
    const longer = [...new Set(texts.flatMap((text) => [text, `${text}abc`, `${text}ba`, `a${text}b`, `cc${text}`]))];
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const [matchesOne, matchesOther] = [actionPattern(one), actionPattern(other)];
        if (covers(one, other)) assert.ok(longer.every((text) => !matchesOther(text) || matchesOne(text)));
        if (!meets(one, other)) assert.ok(longer.every((text) => !(matchesOther(text) && matchesOne(text))));
      }),
      { numRuns: 2_000 },
    );
  });
});
