import type { PolicyTypeName } from '../configuration/policy-type.js';
import { DEFAULT_QUOTAS } from '../scp/lint/quotas.js';

/** What AWS allows of one type of policy; null where no number is documented. */
export interface TypeQuota {
  /** Of one document, white space included. */
  readonly characters: number | null;
  /** Attached to one root, unit or account itself. */
  readonly perTarget: number | null;
  /** In one organization. */
  readonly policies: number;
}

export type Quotas = Readonly<Record<PolicyTypeName, TypeQuota>>;

const UNKNOWN: TypeQuota = { characters: null, perTarget: null, policies: 1_000 };
const TEN_THOUSAND: TypeQuota = { characters: 10_000, perTarget: 10, policies: 1_000 };

/** Source: AWS Organizations User Guide, "Quotas for AWS Organizations", as changed on 2026-05-15. */
export const AWS_QUOTAS: Quotas = {
  SERVICE_CONTROL_POLICY: { ...DEFAULT_QUOTAS.SERVICE_CONTROL_POLICY, policies: 10_000 },
  RESOURCE_CONTROL_POLICY: { ...DEFAULT_QUOTAS.RESOURCE_CONTROL_POLICY, policies: 2_000 },
  TAG_POLICY: TEN_THOUSAND,
  BACKUP_POLICY: TEN_THOUSAND,
  AISERVICES_OPT_OUT_POLICY: { characters: 2_500, perTarget: 5, policies: 1_000 },
  CHATBOT_POLICY: { characters: 10_000, perTarget: 5, policies: 1_000 },
  DECLARATIVE_POLICY_EC2: TEN_THOUSAND,
  SECURITYHUB_POLICY: TEN_THOUSAND,
  SECURITYHUB_CSPM_POLICY: UNKNOWN,
  INSPECTOR_POLICY: UNKNOWN,
  UPGRADE_ROLLOUT_POLICY: UNKNOWN,
  BEDROCK_POLICY: UNKNOWN,
  S3_POLICY: UNKNOWN,
  NETWORK_SECURITY_DIRECTOR_POLICY: UNKNOWN,
  GUARDDUTY_POLICY: UNKNOWN,
};
