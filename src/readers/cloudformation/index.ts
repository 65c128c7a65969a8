export { isTemplate } from './is-template.js';
export { toValue } from './node.js';
export { parseTemplate } from './parse.js';
export { readCloudFormation, readTemplate } from './read.js';
