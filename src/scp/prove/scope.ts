import type { Patterns } from '../policy.js';
import type { PropertyDefinition } from '../property.js';
import { absenceProbe, type Probe, RESOURCE, scopeProbe } from './probe.js';

/** The requests that a property speaks of. */
export interface Scope {
  /** Actions that it speaks of, and those that it leaves out. */
  readonly actions: readonly Patterns[];
  /** What must hold of the other parts of a request. */
  readonly probes: readonly Probe[];
}

const PRINCIPAL = 'aws:principalarn';

export function scopeOf({
  actions = ['*'],
  resources,
  principals,
  except = {},
  context = {},
}: PropertyDefinition): Scope {
  const exceptions = Object.entries({
    [RESOURCE]: except.resources,
    [PRINCIPAL]: except.principals,
    'aws:requestedregion': except.regions,
  });
  return {
    actions: [
      { negated: false, patterns: actions },
      ...(except.actions ? [{ negated: true, patterns: except.actions }] : []),
    ],
    probes: [
      ...(resources && !resources.includes('*') ? [scopeProbe(RESOURCE, resources, false)] : []),
      ...(principals && !principals.includes('*') ? [scopeProbe(PRINCIPAL, principals, false)] : []),
      ...exceptions.flatMap(([dimension, patterns]) =>
        patterns && patterns.length > 0 ? [scopeProbe(dimension, patterns, true)] : [],
      ),
      ...Object.entries(context).map(([key, values]) =>
        values === null
          ? absenceProbe(key.toLowerCase())
          : scopeProbe(key.toLowerCase(), typeof values === 'string' ? [values] : values, false),
      ),
    ],
  };
}
