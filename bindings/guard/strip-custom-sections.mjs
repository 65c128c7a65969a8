// node strip-custom-sections.mjs <in.wasm> <out.wasm>
// Leaves out the custom sections, which no engine runs: wasm-bindgen's own holds paths of the machine that built it.
import { readFileSync, writeFileSync } from 'node:fs';

const HEADER_BYTES = 8;
const CUSTOM = 0;

const [input, output] = process.argv.slice(2);
const wasm = readFileSync(input);
const kept = [wasm.subarray(0, HEADER_BYTES)];
for (let start = HEADER_BYTES; start < wasm.length; ) {
  const { value: size, next } = unsigned(start + 1);
  if (wasm[start] !== CUSTOM) kept.push(wasm.subarray(start, next + size));
  start = next + size;
}
writeFileSync(output, Buffer.concat(kept));

/** A LEB128 number: seven bits a byte, the lowest first, the top bit set on all but the last. */
function unsigned(at) {
  let value = 0;
  let next = at;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[next++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next };
  }
}
