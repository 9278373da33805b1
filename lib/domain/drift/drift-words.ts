// Says a comparison in one sentence: which value moved most, from what share to what share, and how sure that is.
import type { DriftComparison, ValueChange } from './compare-windows';
import { type DriftDimension, findDimension, valueLabel } from './drift-dimension';
import type { Slice } from './drift-family';
import { amount, placeInBin } from './numeric-bins';

/** “Refusals 2.1 % → 6.4 %”; for numbers “Latency: median 1.2 s → 1.9 s”. Shares are said so that they can be told apart. */
export function movedWords(comparison: DriftComparison): string {
  const dimension = findDimension(comparison.dimension);
  if (!dimension) return comparison.dimension;
  if (dimension.scale === 'bins') {
    const [before, after] = [median(comparison, 'reference'), median(comparison, 'current')];
    return `${dimension.title}: median ${numberWords(dimension, before)} → ${numberWords(dimension, after)}`;
  }
  const value = tellingValue(dimension, comparison.values);
  if (!value) return dimension.title;
  const change = `${percentWords(value.referenceShare)} → ${percentWords(value.currentShare)}`;
  return dimension.event === value.value
    ? `${dimension.title} ${change}`
    : `${dimension.title}: ${valueLabel(dimension, value.value)} ${change}`;
}

export function sliceWords({ kind, value }: Slice): string {
  if (kind === 'all') return 'all runs';
  return `${kind === 'prompt' ? 'prompt' : kind} ${value.replace('\u001f', ' · ')}`;
}

/** The event of a yes/no dimension, otherwise the value whose share changed most for its size. */
export function tellingValue(dimension: DriftDimension, values: readonly ValueChange[]): ValueChange | null {
  const event = dimension.event === undefined ? undefined : values.find(({ value }) => value === dimension.event);
  if (event) return event;
  const weight = ({ currentShare, referenceShare }: ValueChange) =>
    (currentShare - referenceShare) ** 2 / Math.max(1e-9, currentShare + referenceShare);
  return values.reduce<ValueChange | null>((best, value) => (best === null || weight(value) > weight(best) ? value : best), null);
}

/** `6.4 %`, `0.03 %`: two digits below ten percent. */
export function percentWords(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent >= 99.95) return `${Math.round(percent)} %`;
  if (percent < 1) return `${Number(percent.toPrecision(2))} %`;
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent * 10) / 10} %`;
}

/** `q = 0.003`, `q < 0.0001`. */
export function qWords(qValue: number | null): string {
  if (qValue === null) return 'too few to test';
  return qValue < 0.0001 ? 'q < 0.0001' : `q = ${Number(qValue.toPrecision(2))}`;
}

/**
 * The middle case of a window, placed inside its bin as if the cases of the bin were spread evenly over it (over the logarithm for
 * half octaves); null for an empty window. Values must be in ascending order.
 */
export function median({ dimension, values, currentCases, referenceCases }: DriftComparison, side: 'current' | 'reference'): number | null {
  const half = (side === 'current' ? currentCases : referenceCases) / 2;
  let below = 0;
  for (const value of values) {
    if (value[side] > 0 && below + value[side] >= half) return placeInBin(dimension, value.value, (half - below) / value[side]);
    below += value[side];
  }
  return null;
}

function numberWords(dimension: DriftDimension, value: number | null): string {
  if (value === null) return '–';
  return dimension.key === 'risk' || dimension.key === 'confidence' ? percentWords(value) : amount(dimension.key, value);
}
