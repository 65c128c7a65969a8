const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Text that is kept until a run ends, as bytes: they lie outside of the heap, of which several times as much garbage is
 * let lie as there is in use, and a character of a text with an arrow in it takes two.
 */
export type KeptText = Uint8Array;

export const keep = (text: string): KeptText => ENCODER.encode(text);

export const textOf = (kept: KeptText): string => DECODER.decode(kept);
