// Starts threads of modules that are written in TypeScript, as the processes themselves are run.
import { type ResourceLimits, Worker } from 'node:worker_threads';

/** A thread does not inherit the loader of TypeScript. */
const START = `const { workerData: { tsx, module } } = require('node:worker_threads');
import(tsx).then(({ register }) => { register(); return import(module); });`;

/** `module`: its address, e.g. `new URL('./batch-thread.ts', import.meta.url)`. */
export function startThread(module: URL, resourceLimits: ResourceLimits = {}): Worker {
  return new Worker(START, {
    eval: true,
    workerData: { tsx: import.meta.resolve('tsx/esm/api'), module: module.href },
    // As the processes are started; tests are not.
    execArgv: ['--conditions=react-server'],
    resourceLimits,
  });
}
