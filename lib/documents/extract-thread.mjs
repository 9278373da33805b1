// Entry of the thread that reads documents. Threads start without the TypeScript loader of their parent, so it is put in here.
import { resolve } from 'node:path';
import { register } from 'tsx/esm/api';

register({ tsconfig: resolve(process.cwd(), 'tsconfig.json') });
await import('./extract-thread.ts');
