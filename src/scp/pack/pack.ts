import { printStatements, statementText } from '../minify/print.js';
import type { Policy, PolicyType, Statement } from '../policy.js';
import { assign } from './assign.js';

/** The statements of one control: they stay in one document where that is possible. */
export interface Packable {
  readonly control: string;
  readonly statements: readonly Statement[];
}

export interface PackOptions {
  readonly type: PolicyType;
  /** Documents are named `PREFIX-1`, `PREFIX-2` … */
  readonly prefix: string;
  /** The most characters of a document (of `quotas`). */
  readonly characters: number;
  /** How many documents there may be: the quota of a target without what is reserved for others. */
  readonly slots: number;
}

export interface PackedDocument {
  readonly name: string;
  /** Minified, as it is to be attached. */
  readonly text: string;
  /** Of the text, as AWS counts them. */
  readonly characters: number;
  readonly policy: Policy;
  /** The controls with a statement in it, sorted. */
  readonly controls: readonly string[];
}

export type Packed =
  | { readonly fits: true; readonly documents: readonly PackedDocument[] }
  | { readonly fits: false; readonly message: string; readonly sizes: readonly ControlSize[] };

/** How many characters a control's statements take, without what a document has around them. */
export interface ControlSize {
  readonly control: string;
  readonly characters: number;
}

/** A piece that goes into one document as a whole. */
interface Piece extends Packable {
  readonly id: string;
  /** Of its statements, each with the comma after it. */
  readonly characters: number;
}

const VERSION = '2012-10-17';

/**
 * Packs statements into as few documents as their sizes allow, a control's together; only where that fails, each
 * statement for itself. The result depends on the statements and options alone, and a statement that changes by a few
 * characters changes its own document (`assign` says how).
 *
 * @returns the documents, or the sizes and what to do where they do not fit
 */
export function pack(controls: readonly Packable[], options: PackOptions): Packed {
  const whole = controls
    .filter(({ statements }) => statements.length > 0)
    .map((one) => piece(one, one.control, options));
  const sizes = whole.map(({ control, characters }) => ({ control, characters })).sort(bySize);
  const twice = sameSid(whole);
  if (twice) return { fits: false, message: twice, sizes };
  // One more: the last statement has no comma after it.
  const room = options.characters - printStatements(VERSION, []).length + 1;
  const tooLong = whole.flatMap((one) => apart(one, options)).find(({ characters }) => characters > room);
  if (tooLong) return { fits: false, message: statementTooLong(tooLong, options), sizes };
  const documents =
    assign(
      whole.flatMap((one) => (one.characters > room ? apart(one, options) : [one])),
      room,
      options.slots,
    ) ??
    assign(
      whole.flatMap((one) => apart(one, options)),
      room,
      options.slots,
    );
  if (!documents) return { fits: false, message: tooMany(sizes, room, options), sizes };
  return { fits: true, documents: documents.map((pieces, index) => document(pieces, index, options)) };
}

/** A Sid is unique within a policy, and these may meet in one. */
function sameSid(controls: readonly Packable[]): string | null {
  const owners = new Map<string, string>();
  for (const { control, statements } of controls) {
    for (const { sid } of statements) {
      if (sid === null) continue;
      const owner = owners.get(sid);
      if (owner !== undefined) return `\`${owner}\` and \`${control}\` both have a statement \`${sid}\`: rename one`;
      owners.set(sid, control);
    }
  }
  return null;
}

function piece({ control, statements }: Packable, id: string, { type }: PackOptions): Piece {
  const characters = statements.reduce((sum, statement) => sum + statementText(statement, type).length + 1, 0);
  return { id, control, statements, characters };
}

function apart({ control, statements }: Piece, options: PackOptions): readonly Piece[] {
  return statements.map((statement, index) =>
    piece({ control, statements: [statement] }, `${control}#${statement.sid ?? index}`, options),
  );
}

function document(pieces: readonly Piece[], index: number, { type, prefix }: PackOptions): PackedDocument {
  const sorted = [...pieces].sort((one, other) =>
    one.control < other.control ? -1 : one.control > other.control ? 1 : 0,
  );
  const statements = sorted.flatMap((one) => one.statements);
  const policy: Policy = { type, version: VERSION, statements };
  const text = printStatements(
    VERSION,
    statements.map((statement) => statementText(statement, type)),
  );
  const controls = [...new Set(sorted.map(({ control }) => control))];
  return { name: `${prefix}-${index + 1}`, text, characters: text.length, policy, controls };
}

const bySize = (one: ControlSize, other: ControlSize) =>
  other.characters - one.characters || (one.control < other.control ? -1 : 1);

function statementTooLong({ control, statements, characters }: Piece, options: PackOptions): string {
  const sid = statements[0]?.sid;
  const name = sid ? `statement \`${sid}\` of \`${control}\`` : `a statement of \`${control}\``;
  return `${name} alone takes ${characters - 1} characters, and a document may have ${options.characters}: shorten its lists or divide it`;
}

function tooMany(sizes: readonly ControlSize[], room: number, { characters, slots, prefix }: PackOptions): string {
  const total = sizes.reduce((sum, size) => sum + size.characters, 0);
  const least = Math.ceil(total / room);
  const largest = sizes.slice(0, 3).map((size) => `\`${size.control}\` ${size.characters}`);
  return (
    `the statements of \`${prefix}\` take ${total} characters, which needs at least ${Math.max(least, slots + 1)} documents of ` +
    `${characters}, and there are ${slots} slots: use fewer controls here, or reserve fewer slots for others; ` +
    `the largest are ${largest.join(', ')}`
  );
}
