import type { Control, Parameter } from '../../controls/control.js';
import { ConfigRuleError } from './config-rule-error.js';

/** What has to be known of a managed rule to deploy it. */
export interface KnownManagedRule {
  /** `change`: it judges configuration items of these types, which must be recorded. `periodic`: it asks the service. */
  readonly trigger: 'change' | 'periodic';
  readonly types: readonly string[];
  readonly parameters?: readonly string[];
}

/** The managed rules that controls use. Source: AWS Config's list of managed rules, as of 2026-08-01. */
const MANAGED_RULES: Readonly<Record<string, KnownManagedRule>> = {
  ECR_PRIVATE_IMAGE_SCANNING_ENABLED: { trigger: 'periodic', types: ['AWS::ECR::Repository'] },
  ECS_CONTAINERS_NONPRIVILEGED: { trigger: 'change', types: ['AWS::ECS::TaskDefinition'] },
  ECS_FARGATE_LATEST_PLATFORM_VERSION: {
    trigger: 'change',
    types: ['AWS::ECS::Service'],
    parameters: ['latestLinuxVersion', 'latestWindowsVersion'],
  },
  ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED: { trigger: 'change', types: ['AWS::ECS::TaskDefinition'] },
  ECS_TASK_DEFINITION_NETWORK_MODE_NOT_HOST: { trigger: 'change', types: ['AWS::ECS::TaskDefinition'] },
  EFS_ENCRYPTED_CHECK: { trigger: 'periodic', types: ['AWS::EFS::FileSystem'], parameters: ['KmsKeyId'] },
  GUARDDUTY_ECS_PROTECTION_RUNTIME_ENABLED: { trigger: 'periodic', types: ['AWS::GuardDuty::Detector'] },
  GUARDDUTY_ENABLED_CENTRALIZED: { trigger: 'periodic', types: [], parameters: ['CentralMonitoringAccount'] },
};

/** Rules that AWS has discontinued, which packs in circulation still carry: a pack with one cannot be deployed. */
export const RETIRED_RULES: Readonly<Record<string, string>> = {
  ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT: '2026-04',
};

/** A managed rule of a control, ready to be deployed. */
export interface DeployedManagedRule extends KnownManagedRule {
  readonly identifier: string;
  /** Its parameters that are set, each with the parameter of the control that it takes. */
  readonly takes: readonly (readonly [name: string, from: string, declared: Parameter])[];
}

/** The managed rules of a control. @throws ConfigRuleError for one that is retired or not known, or for a wrong parameter */
export function managedRules({ id, config, parameters = {} }: Control): DeployedManagedRule[] {
  if (!('managed' in config)) return [];
  return config.managed.map(({ identifier, parameters: given = {} }) => {
    const known = Object.hasOwn(MANAGED_RULES, identifier) ? MANAGED_RULES[identifier] : undefined;
    const retired = RETIRED_RULES[identifier];
    if (retired)
      throw new ConfigRuleError(`control \`${id}\`: AWS discontinued the managed rule \`${identifier}\` in ${retired}`);
    if (!known) throw new ConfigRuleError(`control \`${id}\`: the managed rule \`${identifier}\` is not known`);
    const takes = Object.entries(given).map(([name, from]) => {
      const declared = parameters[from];
      if (!known.parameters?.includes(name) || !declared) {
        throw new ConfigRuleError(`control \`${id}\`: the managed rule \`${identifier}\` has no parameter \`${name}\``);
      }
      return [name, from, declared] as const;
    });
    return { ...known, identifier, takes };
  });
}
