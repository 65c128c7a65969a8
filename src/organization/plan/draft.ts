import type { PolicyTypeName } from '../../configuration/policy-type.js';
import type { PolicyChange } from '../change.js';
import { placesOf, type TargetPlace } from '../places.js';
import type { Organization, OrganizationPolicy } from '../tree.js';
import type { DesiredDocument } from './desired.js';

/** A rule that a plan breaks: it cannot be applied. */
export interface Refusal {
  readonly rule: string;
  /** What, where, and what to do. */
  readonly message: string;
  /** The accounts that it is about, where the message has their number alone. */
  readonly accounts?: readonly string[];
}

/** What a plan could not look at, or does otherwise than the configuration asks: said, and no reason to refuse. */
export type Note = Omit<Refusal, 'rule'>;

/** A part of the organization that gets changes before the rest. Its units are ids. */
export interface PlannedWave {
  readonly name: string;
  readonly units: readonly string[];
}

/** What a plan is computed from, and nothing else. */
export interface PlanInput {
  readonly organization: Organization;
  readonly desired: readonly DesiredDocument[];
  readonly waves: readonly PlannedWave[];
  /** How many policies of a type a target may have; null where AWS documents no number. */
  readonly perTarget: (type: PolicyTypeName) => number | null;
  /** Whether a type, and trusted access of its service, may be enabled where it is not. */
  readonly mayEnable: (type: PolicyTypeName) => boolean;
  /** Of ringfence, for the tags. */
  readonly version: string;
}

/** Changes and refusals as they are found, over the places and policies as they are. */
export class Draft {
  readonly input: PlanInput;
  readonly places: ReadonlyMap<string, TargetPlace>;
  readonly changes: PolicyChange[] = [];
  readonly refusals: Refusal[] = [];

  constructor(input: PlanInput) {
    this.input = input;
    this.places = placesOf(input.organization);
  }

  refuse(rule: string, message: string): void {
    this.refusals.push({ rule, message });
  }

  /** What is attached at a place of one type, whoever owns it. */
  attached(place: TargetPlace, type: PolicyTypeName): OrganizationPolicy[] {
    return place.policies.flatMap((id) => {
      const policy = this.input.organization.policies.get(id);
      return policy?.type === type ? [policy] : [];
    });
  }

  /** A policy by its name, which is unique in its type. */
  named(type: PolicyTypeName, name: string): OrganizationPolicy | undefined {
    for (const policy of this.input.organization.policies.values()) {
      if (policy.type === type && policy.name === name) return policy;
    }
    return undefined;
  }
}

/** The types in IAM's language: a second version beside the first only denies more. */
export const hasStatements = (type: PolicyTypeName): boolean =>
  type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY';
