// Runs pure work with a limit on its time: what a foreign pattern or schema may cost is decided here, not by whoever wrote it.
import { Script } from 'node:vm';

/** Thrown when the work was cut off. Whatever it was changing is half changed: throw that away. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
  constructor(readonly limitMs: number) {
    super(`not done within ${limitMs} ms`);
  }
}

const KEY = Symbol.for('countersign.withinTime');
const holder = globalThis as typeof globalThis & { [KEY]?: () => void };
const script = new Script('globalThis[Symbol.for("countersign.withinTime")]()', { filename: 'within-time' });

/**
 * The engine's own watchdog ends the work wherever it is, inside a regular expression too. Calls may nest. Work that waits for
 * something (a promise, a timer) is not covered: only what runs before it returns.
 */
export function withinTime<T>(limitMs: number, work: () => T): T {
  const outer = holder[KEY];
  let done: { value: T } | undefined;
  holder[KEY] = () => {
    done = { value: work() };
  };
  try {
    script.runInThisContext({ timeout: limitMs });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new OutOfTime(limitMs);
    throw error;
  } finally {
    if (outer) holder[KEY] = outer;
    else delete holder[KEY];
  }
  if (!done) throw new Error('the work did not return');
  return done.value;
}
