import { runSimulation, type SimulationOrgPolicies } from '@cloud-copilot/iam-simulate';
import type { Request } from '../../../src/scp/request.js';
import type { RandomPolicy } from './generate.js';

/** What iam-simulate says of one statement, part by part. */
export interface TheirStatement {
  readonly action: boolean;
  readonly resource: boolean;
  readonly conditions: readonly boolean[];
}

export interface TheirAnswer {
  readonly decision: 'allow' | 'deny';
  /** By policy and position from 0. */
  readonly statements: ReadonlyMap<string, TheirStatement>;
}

export const statementKey = (policy: string, index: number): string => `${policy} #${index}`;

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** @returns the message where iam-simulate takes the policies or the request for wrong */
export async function ask(
  levels: readonly (readonly RandomPolicy[])[],
  request: Request,
): Promise<TheirAnswer | string> {
  const serviceControlPolicies: SimulationOrgPolicies[] = levels.map((policies, level) => ({
    orgIdentifier: `level ${level}`,
    policies: policies.map(({ name, document }) => ({ name, policy: document })),
  }));
  const answer = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: '222222222222' },
        contextVariables: Object.fromEntries([...request.context].map(([key, values]) => [key, [...values]])),
      },
      identityPolicies: [{ name: 'everything', policy: EVERYTHING }],
      serviceControlPolicies,
      resourceControlPolicies: [],
    },
    {},
  );
  if (answer.resultType === 'error') return answer.errors.message;
  if (answer.resultType !== 'single') return answer.resultType;
  const analysis = answer.result.analysis.scpAnalysis;
  if (!analysis) return 'no analysis of SCPs';
  const statements = new Map<string, TheirStatement>();
  for (const { allowStatements, denyStatements, unmatchedStatements } of analysis.ouAnalysis) {
    for (const { statement, policyId, ...parts } of [...allowStatements, ...denyStatements, ...unmatchedStatements]) {
      statements.set(statementKey(policyId ?? '', statement.index() - 1), {
        action: parts.actionMatch,
        resource: parts.resourceMatch,
        conditions: [parts.explain.conditions ?? []].flat().map(({ matches }) => matches),
      });
    }
  }
  return { decision: analysis.result === 'Allowed' ? 'allow' : 'deny', statements };
}
