type Brush = (text: string) => string;

/** The few colours of the text report, by what they mean. */
export interface Paint {
  readonly critical: Brush;
  readonly high: Brush;
  readonly medium: Brush;
  readonly low: Brush;
  readonly bold: Brush;
  readonly dim: Brush;
  readonly place: Brush;
  readonly remedy: Brush;
}

/** Source: ECMA-48, Select Graphic Rendition. */
const sgr =
  (on: number, off: number): Brush =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

const plain: Brush = (text) => text;

/** Colours, or none. */
export function painter(colour: boolean): Paint {
  const brush = (on: number, off = 39): Brush => (colour ? sgr(on, off) : plain);
  return {
    critical: brush(91),
    high: brush(31),
    medium: brush(33),
    low: brush(36),
    bold: brush(1, 22),
    dim: brush(2, 22),
    place: brush(36),
    remedy: brush(32),
  };
}
