// Measures of runs as people read them, and what changed between two of them.
import type { MeasureDifference, MeasureName } from '@/lib/domain/compare/compare-measures';
import { formatCostUsd, formatDurationMs, formatNumber } from './format';

export function formatMeasure(name: MeasureName, value: number | null): string {
  if (value === null) return 'not recorded';
  if (name === 'costUsd') return formatCostUsd(value);
  return name === 'latencyMs' ? formatDurationMs(value) : formatNumber(value);
}

/** `+12 %`, `2.4 times`, `the same`; a dash where one side is not known. */
export function formatMeasureChange({ left, right, ratio }: MeasureDifference): string {
  if (left === right) return 'the same';
  if (left === null || right === null) return '–';
  if (ratio === null) return `+${formatNumber(right)}`;
  if (ratio >= 2) return `${ratio.toFixed(1)} times`;
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? 'nearly the same' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}
