import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { compile, type Decider } from '../../src/scp/evaluate/decider.js';
import type { Level } from '../../src/scp/level.js';
import { parsePolicyDocument } from '../../src/scp/parse/parse.js';
import type { PolicyDocument } from '../../src/scp/policy.js';
import type { Request } from '../../src/scp/request.js';
import { randomFrom } from '../fuzz/random.js';
import { fortyDocuments, LEVELS, requestsOf } from './forty-documents.js';
import type { Workplace } from './inputs.js';
import { spread } from './measure.js';
import type { Bench, Section } from './section.js';

/** Decisions of organization policies, beside those of iam-simulate. */
export const decisions: Bench = { name: 'decisions', run: measure };

async function measure(_: Workplace, rounds: number): Promise<Section> {
  const random = randomFrom(655_477);
  const catalogue = await iamCatalogue();
  const documents = fortyDocuments(random, catalogue);
  const loads = {
    all: requestsOf(random, catalogue.actions, 200_000),
    ecs: requestsOf(random, catalogue.actionsOf('ecs'), 500_000),
    explained: requestsOf(random, catalogue.actions, 30_000),
    simulated: requestsOf(random, catalogue.actionsOf('ecs'), 100),
  };
  const rates = new Map<string, number[]>();
  const note = (name: string, rate: number): void => void rates.set(name, [...(rates.get(name) ?? []), rate]);
  for (let round = 0; round < rounds; round++) {
    const decider = compiled(documents);
    note('`decide`, all actions, compiled in the time', rate(loads.all, compiledIn(documents)));
    note('`decide`, actions of ECS', rate(loads.ecs, decider.decide));
    note(
      '`decide`, actions of ECS, context made in the time',
      rate(loads.ecs, (request) => decider.decide(withContext(request))),
    );
    note('`explain`, all actions', rate(loads.explained, decider.explain));
    note('iam-simulate, actions of ECS', await simulated(documents, loads.simulated));
  }
  return {
    title: 'Decisions of organization policies',
    text: `An account under ${LEVELS.length} levels with ten policies each: ${documents.flat().flatMap(({ Statement }) => Statement).length} statements, ${(JSON.stringify(documents).length / 1000).toFixed(0)} KB; ${catalogue.actions.length} actions. ${rounds} runs of each, in turn. iam-simulate is asked without its checks of the input (\`runUnsafeSimulation\`).`,
    columns: ['', 'decisions per processor second'],
    rows: [...rates].map(([name, values]) => [name, spread(values, 0)]),
  };
}

function compiled(documents: readonly (readonly PolicyDocument[])[]): Decider {
  const levels = documents.map((policies, depth): Level => {
    const attached = policies.map((document, index) => {
      const { policy } = parsePolicyDocument(document, 'SERVICE_CONTROL_POLICY');
      if (!policy) throw new Error('a generated policy is wrong');
      return { id: `p-${depth}${index}`, name: `${depth}.${index}`, policy };
    });
    return { target: LEVELS[depth] ?? '', name: '', policies: attached };
  });
  return compile(levels, { type: 'SERVICE_CONTROL_POLICY', managementAccount: '111111111111' });
}

/** A decider that is not made before it is asked. */
function compiledIn(documents: readonly (readonly PolicyDocument[])[]): (request: Request) => unknown {
  let decider: Decider | null = null;
  return (request) => {
    decider ??= compiled(documents);
    return decider.decide(request);
  };
}

/** As from a file of requests: keys in any case, in a map of their own. */
function withContext({ action, resource, principal, context }: Request): Request {
  const made = new Map<string, readonly string[]>();
  for (const [key, values] of context) made.set(key.toLowerCase(), values);
  return { action, resource, principal, context: made };
}

/** Requests per second of this process's own time. */
function rate(requests: readonly Request[], ask: (request: Request) => unknown): number {
  const before = process.cpuUsage();
  for (const request of requests) ask(request);
  return perSecond(requests.length, before);
}

async function simulated(
  documents: readonly (readonly PolicyDocument[])[],
  requests: readonly Request[],
): Promise<number> {
  const serviceControlPolicies = documents.map((policies, depth) => ({
    orgIdentifier: LEVELS[depth] ?? '',
    policies: policies.map((policy, index) => ({ name: `${depth}.${index}`, policy })),
  }));
  const before = process.cpuUsage();
  for (const { action, resource, principal, context } of requests) {
    await runUnsafeSimulation(
      {
        request: {
          principal,
          action,
          resource: { resource, accountId: '222222222222' },
          contextVariables: Object.fromEntries([...context].map(([key, values]) => [key, [...values]])),
        },
        identityPolicies: [
          {
            name: 'all',
            policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
          },
        ],
        serviceControlPolicies,
        resourceControlPolicies: [],
      },
      {},
    );
  }
  return perSecond(requests.length, before);
}

function perSecond(count: number, before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (count * 1e6) / (user + system);
}
