import { ArrowDownRight, ArrowRight, ArrowUpRight, Check } from 'lucide-react';
import Link from 'next/link';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import type { DriftComparison } from '@/lib/domain/drift/compare-windows';
import { findDimension } from '@/lib/domain/drift/drift-dimension';
import type { Judged } from '@/lib/domain/drift/drift-family';
import { type DriftView, sliceText } from '@/lib/domain/drift/drift-view';
import { movedWords, qWords, sliceWords, tellingValue } from '@/lib/domain/drift/drift-words';
import { paths } from '@/lib/paths';

interface MovedListProps {
  project: string;
  view: Pick<DriftView, 'comparisons' | 'elsewhere' | 'slice' | 'testedDay'>;
}

/** What moved, the largest effect first, each in one sentence that leads to its picture. */
export function MovedList({ project, view: { comparisons, elsewhere, slice } }: MovedListProps) {
  const moved = comparisons.filter(({ isMoved }) => isMoved);
  const tested = comparisons.filter(({ qValue }) => qValue !== null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          {moved.length === 0
            ? `Nothing has moved in ${sliceWords(slice)}`
            : `${moved.length === 1 ? 'One distribution has' : `${moved.length} distributions have`} moved in ${sliceWords(slice)}`}
        </CardTitle>
        <span className="text-muted-foreground text-xs">
          {tested.length} of {comparisons.length} tested together
        </span>
      </CardHeader>
      {moved.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-muted-foreground text-sm">
          <Check aria-hidden className="size-4 text-success" />
          {tested.length === 0
            ? 'There are too few runs or days to tell a change from what days differ by themselves.'
            : 'Every distribution stays within what its days differ by themselves.'}
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {moved.map((one) => (
            <MovedRow key={one.comparison.dimension} one={one} />
          ))}
        </ul>
      )}
      {elsewhere.length > 0 ? (
        <div className="border-border border-t px-4 py-2.5">
          <h3 className="mb-1 font-medium text-muted-foreground text-xs">Moved elsewhere, by the newest daily test</h3>
          <ul className="grid gap-1">
            {elsewhere.map((each) => (
              <li key={`${sliceText(each.slice)} ${each.dimension}`} className="text-sm">
                <Link href={paths.insight(project, 'drift', { slice: sliceText(each.slice) })} className="text-link hover:underline">
                  {each.summary} in {sliceWords(each.slice)}
                </Link>
                <span className="tabular ms-2 text-muted-foreground text-xs">{qWords(each.qValue)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

function MovedRow({ one: { comparison, qValue } }: { one: Judged }) {
  const direction = directionOf(comparison);
  const Icon = direction > 0 ? ArrowUpRight : direction < 0 ? ArrowDownRight : ArrowRight;
  return (
    <li>
      <a
        href={`#${comparison.dimension}`}
        className="grid grid-cols-[1rem_minmax(0,1fr)_auto_auto] items-center gap-3 px-4 py-2 hover:bg-muted/60"
      >
        <Icon aria-hidden className="size-4 text-danger" />
        <span className="min-w-0 truncate font-medium text-sm" title={movedWords(comparison)}>
          <span className="sr-only">{direction > 0 ? 'Risen: ' : direction < 0 ? 'Fallen: ' : ''}</span>
          {movedWords(comparison)}
        </span>
        <EffectBar effect={comparison.effect} />
        <span className="tabular w-24 text-end text-muted-foreground text-xs">{qWords(qValue)}</span>
      </a>
    </li>
  );
}

/** The size of an effect on a line from nothing to half. */
export function EffectBar({ effect }: { effect: number }) {
  return (
    <span className="inline-flex items-center gap-2" title="Effect size: Cramér’s V, for numbers 2·|P(greater) − ½|">
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-muted">
        <span className="block h-full rounded-full bg-danger" style={{ width: `${Math.min(100, Math.max(3, effect * 200))}%` }} />
      </span>
      <span className="tabular w-16 text-muted-foreground text-xs">effect {effect.toFixed(2)}</span>
    </span>
  );
}

function directionOf(comparison: DriftComparison): number {
  if (comparison.superiority !== null) return Math.sign(comparison.superiority - 0.5);
  const dimension = findDimension(comparison.dimension);
  const value = dimension && tellingValue(dimension, comparison.values);
  return value ? Math.sign(value.currentShare - value.referenceShare) : 0;
}
