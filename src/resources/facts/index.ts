import type { Fact } from './fact.js';
import { imageDigest, imageTag } from './image-reference.js';

/** Every fact. A condition that asks for one that is not here is an error when its control is loaded. */
export const FACTS: readonly Fact[] = [imageTag, imageDigest];
