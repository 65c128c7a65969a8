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
  const only = { excluded: false, arn: false };
  const without = { excluded: true, arn: false };
  return {
    actions: [
      { negated: false, patterns: actions },
      ...(except.actions ? [{ negated: true, patterns: except.actions }] : []),
    ],
    probes: [
      ...(resources ? [scopeProbe(RESOURCE, resources, only)] : []),
      ...(except.resources ? [scopeProbe(RESOURCE, except.resources, without)] : []),
      ...(principals ? [scopeProbe(PRINCIPAL, principals, { ...only, arn: true })] : []),
      ...(except.principals && except.principals.length > 0
        ? [scopeProbe(PRINCIPAL, except.principals, { ...without, arn: true })]
        : []),
      ...(except.regions ? [scopeProbe('aws:requestedregion', except.regions, without)] : []),
      ...Object.entries(context).map(([key, values]) =>
        values === null
          ? absenceProbe(key.toLowerCase())
          : scopeProbe(key.toLowerCase(), typeof values === 'string' ? [values] : values, only),
      ),
    ],
  };
}
