// Bins of numbers: latency, cost and tokens by half octaves, shares by fifths. A bin's name sorts and can be read back.

/** Two bins an octave: neighbouring bounds differ by a factor of √2. */
const PER_OCTAVE = 2;
const BANDS = 5;

/** Name of the bin of a number above or at zero: `z` for zero, otherwise the index of its half octave. */
export function logBin(value: number): string {
  if (!(value > 0)) return 'z';
  return String(Math.floor(Math.log2(value) * PER_OCTAVE + 1e-9));
}

/** Bounds of a bin by `logBin`, the lower one inclusive. */
export function logBinBounds(bin: string): { from: number; to: number } {
  if (bin === 'z') return { from: 0, to: 0 };
  const index = Number(bin);
  return { from: 2 ** (index / PER_OCTAVE), to: 2 ** ((index + 1) / PER_OCTAVE) };
}

/** Name of the fifth of [0, 1] that a share is in: `0` to `4`. */
export function shareBand(share: number): string {
  return String(Math.min(BANDS - 1, Math.max(0, Math.floor(share * BANDS))));
}

export function shareBandBounds(band: string): { from: number; to: number } {
  return { from: Number(band) / BANDS, to: (Number(band) + 1) / BANDS };
}

/** For sorting: negative when `a` is the smaller bin; what is no bin comes last. */
export function isBinAfter(a: string, b: string): number {
  return rank(a) - rank(b);
}

/** The number at a part of the way through a bin: evenly for shares, by the logarithm for half octaves. */
export function placeInBin(dimension: string, bin: string, part: number): number {
  const { from, to } = isShare(dimension) ? shareBandBounds(bin) : logBinBounds(bin);
  if (isShare(dimension)) return from + part * (to - from);
  return from === 0 ? 0 : from * (to / from) ** part;
}

export function binLabel(dimension: string, bin: string): string {
  if (isShare(dimension)) {
    const { from, to } = shareBandBounds(bin);
    return `${Math.round(from * 100)}–${Math.round(to * 100)} %`;
  }
  if (bin === 'z') return `${amount(dimension, 0)}`;
  const { from, to } = logBinBounds(bin);
  return `${amount(dimension, from)}–${amount(dimension, to)}`;
}

/** A number of a dimension with its unit, to two digits. */
export function amount(dimension: string, value: number): string {
  if (dimension === 'latency') return value < 1000 ? `${round(value)} ms` : `${round(value / 1000)} s`;
  if (dimension === 'cost') return `$${round(value)}`;
  return value >= 1000 ? `${round(value / 1000)}k` : round(value);
}

function isShare(dimension: string): boolean {
  return dimension === 'risk' || dimension === 'confidence';
}

function rank(bin: string): number {
  if (bin === 'z') return Number.NEGATIVE_INFINITY;
  const index = Number(bin);
  return bin === '' || Number.isNaN(index) ? Number.MAX_VALUE : index;
}

function round(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(12, digits))));
}
