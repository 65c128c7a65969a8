import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadJudges } from '../../src/check/engines.js';
import type { Control } from '../../src/controls/control.js';
import { equals, property } from '../../src/language/builders.js';
import { compileRego } from '../../src/node/opa-command.js';
import { policyWasm } from '../support/engines.js';
import { inRepository } from '../support/repository.js';
import { tool } from '../support/tools.js';

const own: Control = {
  id: 'cluster-is-mine',
  practice: '6.3',
  severity: 'low',
  profile: 'essential',
  title: 'Clusters are mine',
  why: 'They are.',
  remedy: 'Name it `mine`.',
  mappings: {},
  rules: [{ types: ['AWS::ECS::Cluster'], holds: equals(property('ClusterName'), 'mine') }],
  config: { none: 'a test' },
  blindSpots: {},
  examples: [],
};

const cluster = (name: string) => ({ Type: 'AWS::ECS::Cluster', Properties: { ClusterName: name } });

describe('a control of one’s own', () => {
  const selected = [{ control: own, severity: own.severity, parameters: {} }];
  const assets = { policyWasm: async () => policyWasm(), guardWasm: async () => new Uint8Array() };

  it('is judged by OPA where opa can compile it', async () => {
    const judges = await loadJudges({
      controls: selected,
      engine: 'opa',
      assets: { ...assets, compileRego: (sources) => compileRego(tool('opa'), sources) },
    });
    assert.deepEqual(
      judges.map(({ engine }) => engine.name),
      ['opa'],
    );
    const verdicts = judges[0]?.engine.judge({ Resources: { A: cluster('mine'), B: cluster('yours') } });
    assert.deepEqual(
      verdicts?.map(({ resource, verdict }) => [resource, verdict]),
      [
        ['A', 'pass'],
        ['B', 'fail'],
      ],
    );
  });

  it('says what opa says of Rego that it refuses', async () => {
    const broken = new Map([['a.rego', 'package a\n\nallow if nothing_here(1)\n']]);
    await assert.rejects(compileRego(tool('opa'), broken), /nothing_here/);
  });

  it('is judged by Guard otherwise', async () => {
    const guardWasm = async () => readFileSync(inRepository('bindings/guard/guard.wasm'));
    const [judge] = await loadJudges({
      controls: selected,
      engine: 'opa',
      assets: { ...assets, guardWasm, compileRego: async () => null },
    });
    assert.equal(judge?.engine.name, 'guard');
    assert.deepEqual(judge.engine.judge({ Resources: { B: cluster('yours') } }), [
      { control: own.id, resource: 'B', index: null, verdict: 'fail' },
    ]);
  });
});
