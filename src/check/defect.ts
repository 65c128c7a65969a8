/** Something that only a mistake in ringfence itself can cause; the commands exit 3. */
export class DefectError extends Error {
  override readonly name = 'DefectError';
}
