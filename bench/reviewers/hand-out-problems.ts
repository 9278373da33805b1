// Reads back from the trail, which nobody here wrote into directly, whether an item was ever with two people at once.
import type { ReviewApi } from './review-api';

interface Entry {
  index: number;
  type: string;
  item_id?: string | null;
  facts?: { queue?: string; holder?: string; to?: string };
}

const ENDS_LEASE = new Set([
  'item.released',
  'item.skipped',
  'item.escalated',
  'item.reassigned',
  'item.removed',
  'lease.expired',
  'decision.submitted',
]);

/** Entries oldest first; those of other queues are passed over but counted, for the indices must have no gap. */
export async function handOutProblems(api: ReviewApi, queue: string): Promise<string[]> {
  const problems: string[] = [];
  const leased = new Set<string>();
  const decided = new Map<string, number>();
  let expected: number | null = null;
  for await (const entry of entries(api)) {
    if (expected !== null && entry.index !== expected) problems.push(`the trail jumps from ${expected - 1} to ${entry.index}`);
    expected = entry.index + 1;
    const { type, item_id: itemId, facts } = entry;
    if (!itemId || facts?.queue !== queue) continue;
    if (type === 'item.claimed') {
      if (leased.has(itemId)) problems.push(`item ${itemId} was claimed at ${entry.index} while it was leased`);
      leased.add(itemId);
    } else if (ENDS_LEASE.has(type)) {
      if (!leased.has(itemId)) problems.push(`${type} at ${entry.index} ends a lease of item ${itemId} that there was not`);
      leased.delete(itemId);
    }
    if (type === 'decision.submitted') decided.set(itemId, (decided.get(itemId) ?? 0) + 1);
  }
  for (const [itemId, count] of decided) if (count !== 1) problems.push(`item ${itemId} was decided ${count} times`);
  const { done } = await api.counts(queue);
  if (decided.size !== done) problems.push(`${done} items are done, ${decided.size} decisions are in the trail`);
  return problems.slice(0, 20);
}

async function* entries(api: ReviewApi): AsyncGenerator<Entry> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { entries: Entry[]; next_cursor: string | null } = await api.must(
      'GET',
      `/api/v1/trail/entries?order=oldest&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    yield* page.entries;
    cursor = page.next_cursor;
  }
}
