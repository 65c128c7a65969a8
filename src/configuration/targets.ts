/** Whether what a target names under `policies` is a document of one's own: a path, not the id of a control. */
export const isFile = (policy: string): boolean => /^\.{0,2}\//.test(policy) || policy.endsWith('.json');
