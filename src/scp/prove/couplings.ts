import { principalType } from '../derived-context.js';
import { accountOf } from '../evaluate/outside.js';
import type { FactId, Facts } from './facts.js';
import type { Probe } from './probe.js';
import { withinAccount } from './steps.js';
import { PRINCIPAL } from './world.js';

/**
 * A question about a key that follows from the principal, as one about the principal; others stay as they are.
 * @param used takes the fact that it rests on
 */
export function coupled(probe: Probe, facts: Facts, used: Set<FactId>): Probe {
  const coupling = COUPLINGS.get(probe.dimension);
  if (!coupling || probe.variables || !facts.has(coupling.fact) || !facts.has('principal-arn')) return probe;
  used.add(coupling.fact);
  return {
    ...probe,
    id: `${probe.id} of the principal`,
    dimension: PRINCIPAL,
    truth: (values) => {
      const derived = values?.map(coupling.value);
      // What does not follow from the principal may be anything.
      return derived?.includes(null) ? 'assumed true' : probe.truth(derived?.flatMap((value) => value ?? []));
    },
    patterns: coupling.patterns(probe.patterns),
  };
}

interface Coupling {
  readonly fact: FactId;
  readonly value: (arn: string) => string | null;
  readonly patterns: (patterns: Probe['patterns']) => Probe['patterns'];
}

/** Types of principals are told apart by the shapes of their ARNs alone. */
const COUPLINGS = new Map<string, Coupling>([
  [
    'aws:principalaccount',
    { fact: 'principal-account', value: accountOf, patterns: (patterns) => patterns.map(withinAccount) },
  ],
  ['aws:principaltype', { fact: 'principal-type', value: principalType, patterns: () => [] }],
]);
