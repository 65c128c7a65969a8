const WIDTH = 110;

/** A value as indented JSON, with lists of plain values on one line where they fit. */
export function jsonLines(value: unknown): string[] {
  const text = JSON.stringify(value, null, 2).replace(
    /^( *(?:"(?:[^"\\]|\\.)*": )?)\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (all: string, start: string, items: string, comma: string) => {
      const line = `${start}[${items.trim().replace(/,\n */g, ', ')}]${comma}`;
      return line.length <= WIDTH ? line : all;
    },
  );
  return text.split('\n');
}
