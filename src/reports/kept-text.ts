import zlib from 'node:zlib';

/** Characters that are deflated together: reports repeat themselves from file to file. */
const BLOCK = 1 << 18;

const DEFLATE = { level: 1 };

/** Where a text is kept. */
export interface KeptText {
  readonly block: number;
  /** In characters of the block. */
  readonly start: number;
  readonly end: number;
}

/**
 * Texts that are kept until a run ends: nothing is printed of a run that is not whole. They are deflated, to a tenth or
 * less: the JSON of 10,000 templates has 100 MB.
 */
export class KeptTexts {
  readonly #blocks: Uint8Array[] = [];
  /** The texts of the block that is not full yet. */
  #open: string[] = [];
  #length = 0;
  /** The block that was asked for last: texts are asked for in the order of their blocks, or nearly so. */
  #last: { readonly block: number; readonly text: string } | null = null;

  keep(text: string): KeptText {
    this.#last = null;
    const start = this.#length;
    const kept = { block: this.#blocks.length, start, end: start + text.length };
    this.#open.push(text);
    this.#length = kept.end;
    if (this.#length >= BLOCK) this.#close();
    return kept;
  }

  textOf({ block, start, end }: KeptText): string {
    if (this.#last?.block !== block) this.#last = { block, text: this.#textOf(block) };
    return this.#last.text.slice(start, end);
  }

  #textOf(block: number): string {
    const deflated = this.#blocks[block];
    return deflated ? zlib.inflateRawSync(deflated).toString() : this.#open.join('');
  }

  #close(): void {
    this.#blocks.push(zlib.deflateRawSync(this.#open.join(''), DEFLATE));
    this.#open = [];
    this.#length = 0;
  }
}
