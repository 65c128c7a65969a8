import type { Clock } from '../organization/port.js';

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

const rate = (perSecond: number, burst: number): Rate => ({ perSecond, burst });

/** Source: AWS Organizations User Guide, "Quotas for AWS Organizations", throttling limits. */
const DOCUMENTED: Readonly<Record<string, Rate>> = {
  CreatePolicy: rate(2, 3),
  DeletePolicy: rate(2, 3),
  AttachPolicy: rate(2, 3),
  DetachPolicy: rate(2, 3),
  UpdatePolicy: rate(2, 3),
  DescribePolicy: rate(2, 2),
  EnablePolicyType: rate(1, 1),
  ListPolicies: rate(5, 8),
  ListPoliciesForTarget: rate(5, 8),
  ListTargetsForPolicy: rate(5, 8),
  ListRoots: rate(1, 2),
  ListAccountsForParent: rate(5, 8),
  ListOrganizationalUnitsForParent: rate(5, 8),
  TagResource: rate(4, 6),
};

/** Of operations for which AWS documents none: that of TagResource. */
const UNDOCUMENTED = rate(4, 6);

/** The rate never falls below this part of what is documented. */
const SLOWEST = 1 / 16;

/**
 * Paces one operation: as many requests at once as its burst, then its rate. A throttled request halves the rate, since
 * others may call too; each success brings a twentieth of the documented rate back.
 */
export class Pace {
  readonly #documented: Rate;
  readonly #clock: Clock;
  #perSecond: number;
  #tokens: number;
  #last: number;

  constructor(operation: string, clock: Clock) {
    this.#documented = DOCUMENTED[operation] ?? UNDOCUMENTED;
    this.#clock = clock;
    this.#perSecond = this.#documented.perSecond;
    this.#tokens = this.#documented.burst;
    this.#last = clock.now();
  }

  /** Resolves when the next request may be sent. */
  async take(): Promise<void> {
    this.#settle();
    this.#tokens -= 1;
    if (this.#tokens < 0) await this.#clock.sleep((-this.#tokens / this.#perSecond) * 1000);
  }

  throttled(): void {
    this.#settle();
    this.#perSecond = Math.max(this.#documented.perSecond * SLOWEST, this.#perSecond / 2);
    this.#tokens = Math.min(this.#tokens, 0);
  }

  succeeded(): void {
    this.#settle();
    const { perSecond } = this.#documented;
    this.#perSecond = Math.min(perSecond, this.#perSecond + perSecond / 20);
  }

  /** What the time since the last look has brought, at the rate that held. */
  #settle(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#last) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#documented.burst, this.#tokens + gained);
    this.#last = now;
  }
}
