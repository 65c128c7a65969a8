export { isTemplate } from './is-template.js';
export { type Node, toValue } from './node.js';
export { type ParsedText, type ParseProblem, parseTemplate } from './parse.js';
export { readCloudFormation, readTemplate } from './read.js';
