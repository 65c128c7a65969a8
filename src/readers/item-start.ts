/** How many characters of a text are looked at. */
export const ITEM_START_LENGTH = 4096;

/** Keys that stand near the beginning of what AWS Config gives, and of nothing else that is as large. */
const KEYS =
  /"(baseConfigurationItems|configSnapshotId|configurationItems|configurationItem(CaptureTime|Status|Version)|relatedEvents)"|"Results"\s*:\s*\[\s*"/;

/** Whether a text begins as configuration items do: such a text may be of any size. */
export const beginsWithItems = (text: string): boolean => KEYS.test(text.slice(0, ITEM_START_LENGTH));

/** Whether bytes are compressed by gzip, as snapshots are. Source: RFC 1952, 2.3.1. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
