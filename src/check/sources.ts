import type { CheckOptions } from './options.js';
import type { Result } from './result.js';

/** Points a result of a plan at the resource block in Terraform's sources; other results stay as they are. */
export type PointAtSource = (result: Result) => Result;

/** The whole block is pointed at: a plan does not say which line of it a value comes from. */
export async function pointAtSource({ sources }: Pick<CheckOptions, 'sources'>): Promise<PointAtSource> {
  if (!sources || sources.length === 0) return (result) => result;
  const { sourceBlockIndex } = await import('../readers/terraform-plan/source-blocks.js');
  const blockOf = sourceBlockIndex(sources);
  return (result) => {
    const { address } = result.resource;
    const block = address === undefined ? null : blockOf(address);
    if (!block) return result;
    const { line, column } = block.position;
    const also = result.also?.map((one) => ({ ...one, line, column }));
    return { ...result, file: block.file, line, column, ...(also && { also }) };
  };
}
