import { constants, gunzipSync } from 'node:zlib';
import { beginsWithItems, ITEM_START_LENGTH } from './item-start.js';
import type { ReadProblem } from './reading.js';

/** What compressed bytes may come to: five times the largest text that is tested, half of what V8 takes as one text. */
const LARGEST = 256 * 1024 * 1024;

/** What is no snapshot may not be larger unpacked than a template may be. */
const LARGEST_OTHER = 10 * 1024 * 1024;

export type UnpackedBytes =
  | { readonly bytes: Uint8Array; readonly problem?: never }
  | { readonly problem: ReadProblem; readonly bytes?: never };

/** Unpacks what is compressed by gzip, up to a size, since a small file may unpack to any. @param file as results name it */
export function gunzipped(bytes: Uint8Array, file: string): UnpackedBytes {
  const problem = (message: string): UnpackedBytes => ({ problem: { file, line: null, column: null, message } });
  try {
    const unpacked = gunzipSync(bytes, { maxOutputLength: LARGEST, finishFlush: constants.Z_FINISH });
    const start = unpacked.toString('latin1', 0, ITEM_START_LENGTH);
    if (unpacked.length <= LARGEST_OTHER || beginsWithItems(start)) return { bytes: unpacked };
    return problem(`unpacked, ${TOO_LARGE_OTHER}`);
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return problem(isTooLarge ? TOO_LARGE : DAMAGED);
  }
}

const TOO_LARGE_OTHER = 'it has more than 10 MB and is no configuration snapshot; a template of that size is not read';
const TOO_LARGE =
  'this unpacks to more than 256 MB, which is not read; query the resources that you want judged (`aws configservice select-resource-config`)';
const DAMAGED = 'this is compressed by gzip, and is cut off or damaged; download it again';
