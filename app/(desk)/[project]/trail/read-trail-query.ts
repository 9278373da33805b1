// The filters of the trail as the address bar holds them.
import { type TrailQuery, trailQuerySchema } from '@/lib/domain/trail/trail-query';

export interface ReadTrailQuery {
  query: TrailQuery;
  /** What was asked and counts, as text. */
  asked: Record<string, string>;
  /** Index of the entry that is shown beside the list. */
  entry: bigint | null;
}

/** Unknown or broken values are left out, so that an old link still opens. */
export function readTrailQuery(parameters: Record<string, string | string[] | undefined>): ReadTrailQuery {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = trailQuerySchema.shape;
  const given = Object.entries(parameters).map(([name, value]) => [name, [value ?? ''].flat()[0] ?? ''] as const);
  const kept = Object.fromEntries(given.filter(([name, value]) => value !== '' && shape[name]?.safeParse(value).success));
  const { cursor: _, ...asked } = kept;
  const entry = given.find(([name]) => name === 'entry')?.[1] ?? '';
  return { query: trailQuerySchema.parse(kept), asked, entry: /^(0|[1-9]\d{0,17})$/.test(entry) ? BigInt(entry) : null };
}
