// Lengths of steps as people read them, down to the nanosecond: tools and guards often take less than a millisecond.
import { formatDurationMs } from '@/lib/format';

/** 0.000007 → `7 ns`, 0.42 → `420 µs`, 4.2 → `4.2 ms`; from ten milliseconds on as everywhere else. */
export function fineDuration(ms: number): string {
  if (ms === 0) return '0 ms';
  if (ms < 0.001) return `${Math.max(1, Math.round(ms * 1e6))} ns`;
  if (ms < 0.9995) return `${Math.round(ms * 1000)} µs`;
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  return formatDurationMs(ms);
}

/** Round times that divide a stretch into about `wanted` parts: 1, 2 or 5 times a power of ten. */
export function axisTicks(fromMs: number, toMs: number, wanted = 6): number[] {
  const length = toMs - fromMs;
  if (!(length > 0)) return [];
  const rough = length / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(fromMs / step - 1e-9);
  const count = Math.floor((toMs - first * step) / step + 1e-9) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}
