// The filters of the list of runs as the address bar holds them: read forgivingly, because old links must still open.
import { queryOf, type RunQuery, runQuerySchema } from './run-query';

export interface ReadRunQuery {
  query: RunQuery;
  /** What was asked, as text; only the filters that count. */
  asked: Record<string, string | string[]>;
  /** Names that are no filter or whose value is none. */
  ignored: string[];
}

/** Values that cannot be read are left out and named, so that nobody believes a filter works that does not. */
export function readRunQuery(parameters: URLSearchParams): ReadRunQuery {
  const { cursor: _, ...asked } = queryOf(parameters);
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = runQuerySchema.shape;
  const good = Object.entries(asked).filter(([name, value]) => shape[name]?.safeParse(value).success);
  const kept = Object.fromEntries(good);
  return { query: runQuerySchema.parse(kept), asked: kept, ignored: Object.keys(asked).filter((name) => !(name in kept)) };
}

export function runQueryText(asked: Record<string, string | string[]>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) for (const one of [value].flat()) if (one !== '') search.append(name, one);
  return search.toString();
}
