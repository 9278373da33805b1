// What the door tells about its own work: requests by route and outcome, bytes, time. Never what was in them.
import type { RejectedRun } from '@/lib/data/ingest/ingest';
import { count, recordDuration } from '@/lib/telemetry';
import type { DoorRoute } from './door-route';

/** `outcome` is `accepted` or the code of the refusal; `bytes` as they came on the wire. */
export function measureRequest(route: DoorRoute, outcome: string, bytes: number, startedAt: number): void {
  const name = route.kind === 'otlp' ? route.signal : route.kind;
  count('countersign.ingest.requests', 1, { route: name, outcome });
  if (bytes > 0) count('countersign.ingest.bytes', bytes, { route: name });
  recordDuration('countersign.ingest.duration', performance.now() - startedAt, { route: name, outcome });
}

/** Spans or log records: those that were stored, and those that were left out by where it was found. */
export function measureItems(signal: 'traces' | 'logs', read: number, unreadable: number, refused: readonly RejectedRun[]): void {
  count('countersign.ingest.items', read - refused.length, { signal, outcome: 'accepted' });
  if (unreadable > 0) count('countersign.ingest.items', unreadable, { signal, outcome: 'unreadable' });
  for (const { code } of refused) count('countersign.ingest.items', 1, { signal, outcome: code });
}
