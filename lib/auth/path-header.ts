// Set by proxy.ts on every page request: the path asked for, to come back to after signing in.
export const PATH_HEADER = 'x-countersign-path';
