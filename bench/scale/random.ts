// Numbers that only depend on a seed: a small generator, and draws from Zipf's law.

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Hexadecimal digits. */
  hex(digits: number): string;
}

/** sfc32 (Chris Doty-Humphrey): 128 bits of state, so that ids drawn from many seeds do not meet; the same on every machine. */
export function random(...seeds: readonly number[]): Random {
  let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  let counter = 1;
  const word = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (const seed of seeds) {
    a ^= mix(seed | 0);
    b = (b + Math.imul(seed | 0, 0x9e3779b1)) | 0;
    for (let round = 0; round < 8; round++) word();
  }
  const next = () => word() / 4_294_967_296;
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (probability) => next() < probability,
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += word().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

const QUANTILES = 1 << 16;

/** Ranks from 0 to `size` - 1 whose frequency falls as 1 / (rank + 2.7)^exponent (Zipf–Mandelbrot), out of a table. */
export function zipf(size: number, exponent = 1.05): (from: Random) => number {
  const weights = Float64Array.from({ length: size }, (_, rank) => (rank + 2.7) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ranks = new Uint32Array(QUANTILES);
  let rank = 0;
  let sum = (weights[0] ?? 0) / total;
  for (let at = 0; at < QUANTILES; at++) {
    while (sum < (at + 0.5) / QUANTILES && rank < size - 1) {
      rank += 1;
      sum += (weights[rank] ?? 0) / total;
    }
    ranks[at] = rank;
  }
  // Rare ranks share a cell of the table: one of those up to the next cell is taken.
  return (from) => {
    const at = from.below(QUANTILES);
    const low = ranks[at] ?? 0;
    const high = at + 1 < QUANTILES ? (ranks[at + 1] ?? low) : size - 1;
    return high - low > 1 ? low + from.below(high - low) : low;
  };
}
