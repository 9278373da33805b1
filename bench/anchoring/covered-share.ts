// How much of a quote lies under the boxes that are shown for it.
import type { Anchor } from '@/lib/domain/evidence';
import { queryTokens } from '@/lib/domain/match/match-query';
import type { Box, TextLayer } from '@/lib/domain/text-layer';

/** Share of the words of `quote` that stand inside the boxes of the anchors, by the words of the page. */
export function coveredShare(quote: string, anchors: readonly Anchor[], layer: TextLayer): number {
  const wanted = new Map<string, number>();
  for (const { word } of queryTokens(quote, () => 1)) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  let covered = 0;
  for (const { page, boxes } of anchors) {
    const shown = layer.pages.find((one) => one.page === page);
    const inside = (shown?.words ?? []).filter(({ box }) => boxes.some((outer) => contains(outer, box)));
    for (const { word } of queryTokens(inside.map(({ start, end }) => shown?.text.slice(start, end)).join(' '), () => 1)) {
      const left = wanted.get(word) ?? 0;
      if (left > 0) covered++;
      wanted.set(word, left - 1);
    }
  }
  return covered / total;
}

const contains = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] - 0.5 && inner[1] >= outer[1] - 0.5 && inner[2] <= outer[2] + 0.5 && inner[3] <= outer[3] + 0.5;
