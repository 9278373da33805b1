import type { OutputDifference } from '@/lib/domain/compare/compare-values';
import { JsonDiff } from './json-diff';
import { TextDiff } from './text-diff';

/** The difference of two outputs or bodies: words of texts, places of JSON. */
export function ValueDiff({ difference, isFolded = false }: { difference: OutputDifference; isFolded?: boolean }) {
  if (difference.kind === 'json') return <JsonDiff changes={difference.changes} leftTitle="Left" rightTitle="Right" />;
  if (difference.changes.every(({ kind }) => kind === 'same') && isFolded)
    return <p className="text-muted-foreground text-sm">Both are the same.</p>;
  return <TextDiff changes={difference.changes} isFolded={isFolded} />;
}
