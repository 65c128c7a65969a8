/**
 * Why a template cannot be read, and where. Thrown inside this folder only: `parse.ts` and `read.ts` turn it
 * into a problem. The message says what is wrong and what to do, and holds no value that may be secret.
 */
export class TemplateError extends Error {
  constructor(
    message: string,
    /** Offset in the text; null where the problem has no place. */
    readonly offset: number | null,
  ) {
    super(message);
  }
}
