import type { Clock } from '../organization/port.js';
import type { PortError } from '../organization/port-error.js';
import { CallFailure, portError, unexpected } from './errors.js';
import { field, text } from './guards.js';
import { Pace } from './rates.js';

/** As IAM names them in actions. */
type Service = 'organizations' | 'config' | 's3';

/** Most tries of one request, and the longest pause between two: about two minutes in all. */
const MOST_TRIES = 9;
/** Of a request that only reads and gets no answer. A change is never repeated then: it may have taken effect. */
const MOST_UNANSWERED = 3;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Names under which AWS refuses what comes too fast. */
const THROTTLES = new Set(['SlowDown', 'ThrottlingException', 'TooManyRequestsException']);

/**
 * Sends requests to one service, in one region, at the documented rates. Repeats one only on the exceptions that say so
 * (`retryable`), or where a reading gets no answer, after a random pause that grows.
 */
export class Caller {
  readonly #clock: Clock;
  readonly #service: Service;
  readonly #paces = new Map<string, Pace>();
  #requests = 0;
  /** Why work that runs beside other work is to stop. */
  #stopped: CallFailure | null = null;

  constructor(clock: Clock, service: Service) {
    this.#clock = clock;
    this.#service = service;
  }

  /** Requests so far, repeated ones included. */
  get requests(): number {
    return this.#requests;
  }

  /** @throws CallFailure */
  async call<Output>(operation: string, send: () => Promise<Output>): Promise<Output> {
    const pace = this.#pace(operation);
    for (let tries = 1; ; tries++) {
      await pace.take();
      if (this.#stopped) throw this.#stopped;
      this.#requests++;
      try {
        const output = await send();
        pace.succeeded();
        return output;
      } catch (thrown) {
        // Credentials that a role's provider could not get fail with an error value already.
        const error = thrown instanceof CallFailure ? thrown.error : portError(`${this.#service}:${operation}`, thrown);
        if (tries >= mostTries(operation, error)) throw new CallFailure(error);
        if (THROTTLES.has(error.name)) pace.throttled();
        await this.#clock.sleep(this.#clock.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries));
      }
    }
  }

  /**
   * Every page of a list. A page may be empty although more follow: only a missing token ends it.
   * Source: the List operations of the AWS Organizations API, the aggregate ones of AWS Config.
   *
   * @throws CallFailure
   */
  async pages<Output extends object>(
    operation: string,
    send: (token: string | undefined) => Promise<Output>,
  ): Promise<readonly Output[]> {
    const pages: Output[] = [];
    let token: string | undefined;
    do {
      const page: Output = await this.call(operation, () => send(token));
      pages.push(page);
      const next = text(field(page, 'NextToken')) || undefined;
      if (next !== undefined && next === token) throw unexpected(operation, `${operation}: a page refers to itself`);
      token = next;
    } while (token !== undefined);
    return pages;
  }

  /**
   * Does two kinds of work side by side. When one fails, the other stops at its next request.
   *
   * @throws CallFailure
   */
  async together<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
    const stop = (thrown: unknown): never => {
      if (thrown instanceof CallFailure) this.#stopped ??= thrown;
      throw thrown;
    };
    const works = [one.catch(stop), other.catch(stop)] as const;
    await Promise.allSettled(works);
    this.#stopped = null;
    return Promise.all(works);
  }

  #pace(operation: string): Pace {
    const known = this.#paces.get(operation);
    if (known) return known;
    const pace = new Pace(operation, this.#clock);
    this.#paces.set(operation, pace);
    return pace;
  }
}

/** What is in use in AWS Config stays so for minutes: who waits for it looks at its status. */
function mostTries(operation: string, { kind, name }: PortError): number {
  if (kind === 'retryable') return name === 'ResourceInUseException' ? 1 : MOST_TRIES;
  return kind === 'no-answer' && /^(List|Describe|Get|Select)/.test(operation) ? MOST_UNANSWERED : 1;
}
