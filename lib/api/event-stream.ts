// Server-sent events over a version that is asked for again and again. The database is the only thing that web processes share,
// so this works with any number of them, and a missed change is seen at the next look.
import 'server-only';
import { log } from '@/lib/log';

const POLL_MS = 1500;
/** The browser connects again by itself. A short life makes ended sessions and changed roles take effect. */
const LIFE_MS = 60_000;

/** Sends `version` whenever it differs from the last one (of this stream, or of the one before it by Last-Event-ID). */
export function eventStream(request: Request, version: () => Promise<string>, { pollMs = POLL_MS, lifeMs = LIFE_MS } = {}): Response {
  const encoder = new TextEncoder();
  const endsAt = performance.now() + lifeMs;
  let isOver = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let last = request.headers.get('last-event-id');
      controller.enqueue(encoder.encode(`retry: ${pollMs}\n\n`));
      try {
        while (!isOver && !request.signal.aborted && performance.now() < endsAt) {
          const now = await version();
          // A comment keeps proxies from closing a silent connection, and finds out that the reader has gone.
          if (!isOver) controller.enqueue(encoder.encode(now === last ? ': same\n\n' : `id: ${now}\nevent: version\ndata: ${now}\n\n`));
          last = now;
          await pause(pollMs, request.signal);
        }
      } catch (error) {
        log.warn({ err: error }, 'event stream ended early');
      }
      if (!isOver) controller.close();
    },
    cancel() {
      isOver = true;
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'private, no-store', 'x-accel-buffering': 'no' },
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
