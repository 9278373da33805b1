// How the ingest process is started, by its supervisor and by tests and benchmarks alike.
import { join } from 'node:path';

/**
 * The collector works in the thread whose memory it tidies. It would have four helpers more, which wait for one another and take from the batches what
 * they save when the processors are as few as the threads.
 */
export const INGEST_ARGS = ['--single-threaded-gc', '--conditions=react-server', '--import', 'tsx', join('lib', 'ingest', 'main.ts')];
