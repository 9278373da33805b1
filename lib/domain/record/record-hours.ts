// Opening hours of a record: keys that are days of the week, with `7:0-14:30`, `closed`, null or open and close below them.
import type { RecordLeaf } from './record-text';
import { dayOf, minutesOf, rangesIn } from './record-times';

/** Minutes of the day; a close at or before the open is on the next day. */
export type Span = [open: number, close: number];

export interface RecordHours {
  /** By day, 0 for Monday: spans with the leaf that gives them; no spans where the day is closed or its hours are unclear. */
  days: ReadonlyMap<number, { spans: Span[]; leaf: RecordLeaf }>;
  /** The first of them, or the place where hours are null. */
  leaf: RecordLeaf;
  /** The record has no hours, only the place for them. */
  isUnknown: boolean;
}

export function recordHours(leaves: readonly RecordLeaf[]): RecordHours | null {
  const groups = new Map<string, Map<number, { spans: Span[]; leaf: RecordLeaf; open: number | null }>>();
  for (const leaf of leaves) {
    if (leaf.isListed) continue;
    const depth = [leaf.keys.length - 1, leaf.keys.length - 2].find((at) => dayOf((leaf.keys[at] ?? '').toLowerCase()) >= 0);
    if (depth === undefined) continue;
    const above = JSON.stringify(leaf.keys.slice(0, depth));
    const days = groups.get(above) ?? new Map();
    groups.set(above, days);
    const day = dayOf((leaf.keys[depth] as string).toLowerCase());
    const known = days.get(day) ?? { spans: [], leaf, open: null };
    days.set(day, known);
    if (depth === leaf.keys.length - 1) known.spans.push(...spansOf(leaf.value));
    else if (/open|start|from/iu.test(leaf.keys.at(-1) as string)) known.open = timeIn(leaf.value);
    else if (/clos|end|to|until/iu.test(leaf.keys.at(-1) as string)) {
      const close = timeIn(leaf.value);
      if (known.open !== null && close !== null) known.spans.push([known.open, close]);
    }
  }
  const found = [...groups.values()].find(({ size }) => size >= 2);
  if (found) {
    const leaf = ([...found.values()][0] as { leaf: RecordLeaf }).leaf;
    // `0:0-0:0` on every day is how some systems write that nobody knows.
    return { days: found, leaf, isUnknown: [...found.values()].every(({ spans }) => spans.length === 0) };
  }
  const empty = leaves.find(({ keys, value }) => value === null && /hours|opening/iu.test(keys.at(-1) ?? ''));
  return empty ? { days: new Map(), leaf: empty, isUnknown: true } : null;
}

function spansOf(value: RecordLeaf['value']): Span[] {
  if (typeof value !== 'string') return [];
  const plain = [...value.matchAll(/(\d{1,2})(?::(\d{1,2}))?\s*[-–]\s*(\d{1,2})(?::(\d{1,2}))?(?!\s*[ap]\.?m)/giu)].map(
    ([, h, m, toH, toM]): Span => [Number(h) * 60 + Number(m ?? 0), Number(toH) * 60 + Number(toM ?? 0)],
  );
  const spans = /[ap]\.?m/iu.test(value)
    ? rangesIn(value.toLowerCase()).map(({ open, close }): Span => [open[0] ?? 0, close[0] ?? 0])
    : plain;
  return spans.filter(([open, close]) => open !== 0 || close !== 0);
}

function timeIn(value: RecordLeaf['value']): number | null {
  const [, hour, minute, half] = /^\s*(\d{1,2})(?::(\d{1,2}))?(?::\d{2})?\s*([ap]\.?m\.?)?/iu.exec(String(value)) ?? [];
  return hour === undefined ? null : (minutesOf(hour, minute, half ?? (Number(hour) < 12 ? 'am' : undefined))?.[0] ?? null);
}
