import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { beginsWithItems, isGzip } from '../readers/item-start.js';
import { systemReason } from './paths.js';

/** A larger template is refused: CloudFormation itself takes 1 MB. Plans and configuration items have no such limit. */
export const LARGEST_TEMPLATE = 10 * 1024 * 1024;

const PLAN_NAME = /(^|[._-])(tf)?plan\.json$/i;

/** Named as plans are (`tfplan.json`, `plan.json`, `web.tfplan.json`). */
export function isPlanName(path: string): boolean {
  return PLAN_NAME.test(basename(path));
}

/** What the beginning of a large file must hold for it to be read all the same. */
const PLAN_START = /"format_version"|"terraform_version"|"planned_values"/;

/**
 * Reads one input. A named pipe or device is refused without waiting for it, a large template without reading it.
 * At once, since judging follows: to come back for each step takes longer than the steps.
 *
 * @throws Error with words for the user
 */
export async function readInput(path: string, followLink: boolean): Promise<Uint8Array> {
  const link = followLink ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = opened(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | link);
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw new Error('it is a named pipe or a device, not a file; `-` reads standard input');
    if (about.size > LARGEST_TEMPLATE && !isPlanName(path)) refuseTemplate(file, about.size);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function opened(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    throw new Error(`it cannot be read: ${systemReason(error)}`);
  }
}

function refuseTemplate(file: number, size: number): void {
  const start = Buffer.alloc(START);
  if (mayBeLarge(start.subarray(0, readSync(file, start, 0, START, 0)))) return;
  const megabytes = Math.ceil(size / (1024 * 1024));
  throw new Error(`it has ${megabytes} MB; ${TOO_LARGE}`);
}

const TOO_LARGE =
  'a template of more than 10 MB is not read (plans and configuration items of AWS Config are, of any size)';

const START = 4096;

/** Whether a file begins as one that may be of any size. What is compressed is bounded where it is unpacked. */
export function mayBeLarge(start: Uint8Array): boolean {
  const text = charactersOf(Buffer.from(start));
  return PLAN_START.test(text) || beginsWithItems(text) || isGzip(start);
}

/** Whatever the encoding: the NULs of UTF-16 are dropped. */
export const charactersOf = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\u0000', '');

/** The first bytes of a file. */
export async function beginning(handle: FileHandle, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/** Standard input, whole. @throws Error for a template that is too large */
export async function readStandardInput(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size > LARGEST_TEMPLATE && !mayBeLarge((chunks[0] ?? Buffer.alloc(0)).subarray(0, START))) {
      throw new Error(`it has more than 10 MB; ${TOO_LARGE}`);
    }
  }
  return Buffer.concat(chunks);
}
