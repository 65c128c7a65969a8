import type { Mappings } from '../../src/controls/control.js';

const FRAMEWORKS: Readonly<Record<keyof Mappings, string>> = {
  securityHub: 'AWS Security Hub',
  controlTower: 'AWS Control Tower',
  config: 'AWS Config managed rule',
  configNear: 'AWS Config managed rule (near, not the same)',
  checkov: 'Checkov',
  trivy: 'Trivy',
  cfnLint: 'cfn-lint',
  prowler: 'Prowler',
};

const isFramework = (key: string): key is keyof Mappings => key in FRAMEWORKS;

/** The equivalent checks of others: name of the framework, and their identifiers. */
export function frameworks(mappings: Mappings): (readonly [string, readonly string[]])[] {
  return Object.entries(mappings).flatMap(([key, ids]: [string, readonly string[] | undefined]) =>
    isFramework(key) && ids ? [[FRAMEWORKS[key], ids] as const] : [],
  );
}
