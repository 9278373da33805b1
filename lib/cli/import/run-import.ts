// Reads a source to its end, sends what it yields and remembers after every answered batch how far it came.
import { deliverItems, REQUEST_BYTES } from './deliver-items';
import type { DoorSender } from './door-sender';
import type { ImportEntry, ImportRefusal, ImportSource } from './import-source';
import type { ImportState } from './import-state';

/** Items that are held before they are sent, whatever their size. */
const BATCH_ITEMS = 500;

export interface ImportProgress {
  accepted: number;
  refused: number;
  /** 0 to 1, where it is known. */
  share: number | undefined;
}

export interface ImportRun {
  source: ImportSource;
  send: DoorSender;
  state: ImportState;
  /** Called with the state already brought up to date; must be durable when it returns. */
  save(refusals: readonly ImportRefusal[]): void;
  onProgress(progress: ImportProgress): void;
}

/**
 * Resolves when the source is read to its end and everything is answered; counts stand in the state. Throws an ImportFailure when it
 * cannot go on: the state then says where the next start goes on.
 */
export async function runImport({ source, send, state, save, onProgress }: ImportRun): Promise<void> {
  let pending: ImportEntry[] = [];
  let items = 0;
  let bytes = 0;
  const flush = async () => {
    const last = pending.at(-1);
    if (!last) return;
    const delivery = await deliverItems(
      send,
      pending.flatMap((entry) => entry.items),
    );
    const refusals = [...pending.flatMap((entry) => entry.refusals), ...delivery.refusals];
    state.accepted += delivery.accepted;
    state.refused += refusals.reduce((sum, { count }) => sum + count, 0);
    state.requests += delivery.requests;
    state.bytes += delivery.bytes;
    state.position = last.position;
    save(refusals);
    onProgress({ accepted: state.accepted, refused: state.refused, share: last.share });
    [pending, items, bytes] = [[], 0, 0];
  };

  const start = await startOf(source, state);
  if (start === 'nothing new') return;
  for await (const entry of source.read(state.position)) {
    pending.push(entry);
    state.waiting = entry.waiting ?? null;
    items += entry.items.length + entry.refusals.length;
    bytes += entry.items.reduce((sum, { payload }) => sum + Buffer.byteLength(payload), 0);
    if (bytes >= REQUEST_BYTES || items >= BATCH_ITEMS || pending.length >= 10 * BATCH_ITEMS) await flush();
  }
  await flush();
  state.isComplete = true;
  save([]);
}

/** An import that was complete asks its source for what has come since. */
async function startOf(source: ImportSource, state: ImportState): Promise<'go on' | 'nothing new'> {
  if (!state.isComplete) return 'go on';
  const next = (await source.followUp?.(state.position)) ?? null;
  if (next === null) return 'nothing new';
  state.position = next;
  state.isComplete = false;
  return 'go on';
}
