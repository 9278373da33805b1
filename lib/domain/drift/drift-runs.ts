// Which runs stand behind a point or a bar: the filters of the list of runs.
import type { Slice } from './drift-family';
import { addDays, type DayRange } from './drift-windows';
import { PROMPT_SEPARATOR } from './drift-dimension';

/** `dimension:value` as the filter `counted` takes it. */
export function countedText(dimension: string, value: string): string {
  return `${dimension}:${value}`;
}

export function readCounted(text: string): { dimension: string; value: string } | null {
  const at = text.indexOf(':');
  return at <= 0 ? null : { dimension: text.slice(0, at), value: text.slice(at + 1) };
}

export function runFiltersOf(slice: Slice, range: DayRange, counted?: string): Record<string, string> {
  return {
    ...sliceFilters(slice),
    ...(counted === undefined ? {} : { counted }),
    from: `${range.from}T00:00:00Z`,
    to: `${addDays(range.to, 1)}T00:00:00Z`,
  };
}

/** The filters that describe a slice, as runs and rules take them. */
export function sliceFilters({ kind, value }: Slice): Record<string, string> {
  switch (kind) {
    case 'route':
      return { route: value };
    case 'model':
      return { model_name: value };
    case 'environment':
      return { environment: value };
    case 'prompt': {
      const at = value.indexOf(PROMPT_SEPARATOR);
      return at < 0 ? { prompt_version: value } : { prompt_id: value.slice(0, at), prompt_version: value.slice(at + 1) };
    }
    default:
      return {};
  }
}
