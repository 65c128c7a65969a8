import { code } from './code.js';
import { matchesFile, matchesName } from './glob.js';
import type { CheckOptions, Exception } from './options.js';
import type { CheckResult, Result } from './result.js';

/** Where a result was found, besides what the result itself says. */
export interface Occurrence {
  /** As exceptions' `file` globs see it. */
  readonly exceptionPath: string;
  /** The account, where it is known. */
  readonly account: string | undefined;
}

type UnusedException = CheckResult['unusedExceptions'][number];

/** Which exceptions of the configuration covered something, by their positions in it: plain data, for other threads. */
export interface ExceptionUse {
  readonly used: readonly number[];
  /** Those that would have, were the account known. */
  readonly withoutAccount: readonly number[];
}

/** Applies the exceptions of a configuration and of templates, and remembers which of them covered something. */
export class Exceptions {
  readonly #options: Pick<CheckOptions, 'exceptions' | 'today'>;
  readonly #used = new Set<Exception>();
  readonly #withoutAccount = new Set<Exception>();

  constructor(options: Pick<CheckOptions, 'exceptions' | 'today'>) {
    this.#options = options;
  }

  /**
   * The result, excepted where an exception covers it. One that has expired leaves the fail and is named by it.
   * @param inline the valid exceptions that the resource itself carries
   */
  apply(result: Result, occurrence: Occurrence, inline: readonly Exception[]): Result {
    if (result.verdict !== 'fail') return result;
    const matching = [
      ...inline.filter((exception) => concerns(exception, result)),
      ...this.#options.exceptions.filter((exception) => covers(exception, result, occurrence)),
    ];
    for (const exception of matching) this.#used.add(exception);
    if (occurrence.account === undefined) this.#noteAccounts(result, occurrence);
    const valid = matching.find(({ expires }) => this.#options.today <= expires);
    if (valid) return { ...result, verdict: 'excepted', exception: shown(valid) };
    const [expired] = matching.sort((one, other) => (one.expires < other.expires ? 1 : -1));
    return expired
      ? { ...result, message: `${result.message}${expiredWords(expired)}`, exception: shown(expired) }
      : result;
  }

  #noteAccounts(result: Result, occurrence: Occurrence): void {
    for (const exception of this.#options.exceptions) {
      const { accounts, ...rest } = exception;
      if (accounts && covers(rest, result, occurrence)) this.#withoutAccount.add(exception);
    }
  }

  get use(): ExceptionUse {
    const positions = (some: ReadonlySet<Exception>): number[] =>
      this.#options.exceptions.flatMap((exception, position) => (some.has(exception) ? [position] : []));
    return { used: positions(this.#used), withoutAccount: positions(this.#withoutAccount) };
  }

  /** Adds what another thread has found, with the same exceptions. */
  addUse({ used, withoutAccount }: ExceptionUse): void {
    for (const [position, exception] of this.#options.exceptions.entries()) {
      if (used.includes(position)) this.#used.add(exception);
      if (withoutAccount.includes(position)) this.#withoutAccount.add(exception);
    }
  }

  /** What covered nothing of the configuration; what concerns other controls than those that were judged is passed over. */
  unused(judged: ReadonlySet<string>): UnusedException[] {
    return this.unusedOf(
      this.#options.exceptions.filter(({ control }) => judged.has(control)),
      judged,
    );
  }

  /** What covered nothing of the exceptions that a template carries, once it is judged. */
  unusedOf(exceptions: readonly Exception[], judged: ReadonlySet<string>): UnusedException[] {
    return exceptions
      .filter((exception) => !this.#used.has(exception))
      .map((exception) => {
        const { control, source, expires } = exception;
        const known = judged.has(control) ? this.#unmatched(exception) : 'the control was not judged';
        const late = expires < this.#options.today ? `; it expired on ${expires}` : '';
        return { control, ...source, message: `the exception for ${code(control)} covers nothing: ${known}${late}` };
      });
  }

  #unmatched(exception: Exception): string {
    return this.#withoutAccount.has(exception)
      ? 'it names `accounts`, and the account is not known (give --account)'
      : 'no finding matches it';
  }
}

function covers(exception: Exception, result: Result, occurrence: Occurrence): boolean {
  const { accounts, file, resource } = exception;
  if (accounts && !(occurrence.account !== undefined && accounts.includes(occurrence.account))) return false;
  if (file !== undefined && !matchesFile(file, occurrence.exceptionPath)) return false;
  const names = [result.resource.id, result.resource.address ?? result.resource.id];
  if (resource !== undefined && !names.some((name) => matchesName(resource, name))) return false;
  return concerns(exception, result);
}

function concerns({ control, container }: Exception, result: Result): boolean {
  if (control !== result.control) return false;
  return container === undefined || (result.container !== undefined && matchesName(container, result.container));
}

const shown = ({ reason, owner, expires }: Exception): NonNullable<Result['exception']> => ({ reason, owner, expires });

const expiredWords = ({ owner, expires, reason }: Exception): string =>
  ` (the exception of ${owner} expired on ${expires}: ${reason})`;
