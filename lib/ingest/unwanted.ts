// Bodies of requests that were answered before they were read: read past slowly, so that a sender who is refused costs the others little.
import type { IncomingMessage } from 'node:http';

/** Over all connections of the server. A sender that pays no heed to a refusal is slowed down to its share of this. */
const BYTES_PER_SECOND = 8 * 1024 * 1024;
/** Most exporters batch less than this in a body, and are through within the time. */
const CUT_AFTER_MS = 5000;

/**
 * Closing at once would take the answer away from a sender that is still writing, and reading at full speed would give a flood the
 * time of everybody else. So what is written is passed over at a bounded rate, and after a while the connection is cut.
 */
export class Unwanted {
  private freeAt = 0;

  constructor(
    private readonly bytesPerSecond = BYTES_PER_SECOND,
    private readonly cutAfterMs = CUT_AFTER_MS,
  ) {}

  passOver(incoming: IncomingMessage): void {
    incoming.removeAllListeners('readable');
    let turn: NodeJS.Timeout | undefined;
    incoming.on('data', (chunk: Buffer) => {
      const waitMs = this.waitFor(chunk.length);
      if (waitMs < 1) return;
      incoming.pause();
      turn = setTimeout(() => incoming.resume(), waitMs);
    });
    incoming.resume();
    const cut = setTimeout(() => incoming.socket.destroy(), this.cutAfterMs).unref();
    incoming.once('close', () => {
      clearTimeout(cut);
      clearTimeout(turn);
    });
    incoming.once('end', () => clearTimeout(cut));
  }

  /** Milliseconds until as much may be read again. */
  private waitFor(bytes: number): number {
    const now = performance.now();
    this.freeAt = Math.max(now, this.freeAt) + (bytes / this.bytesPerSecond) * 1000;
    return this.freeAt - now;
  }
}
