// Days of a workflow that only fluctuates: weekdays, days that differ by themselves and resemble their neighbours, sessions that
// repeat themselves. For benchmarks and tests of the false alarm rate.
import type { DayCounts } from './compare-windows';
import { addDays } from './drift-windows';

export interface SimulatedDimension {
  key: string;
  shares: Readonly<Record<string, number>>;
  /** Cases of one run. */
  perRun?: number;
}

export interface QuietWorld {
  runsPerDay: number;
  /** Of the log-odds of each value, from day to day. */
  daySd: number;
  /** Correlation of a day's deviation with that of the day before. */
  neighbourCorrelation: number;
  /** Mean number of runs of a session. */
  sessionRuns: number;
  /** Chance with which a case repeats what its session showed. */
  repetition: number;
  /** Of the log-odds of each value, fixed for each weekday. */
  weekdaySd: number;
}

export const QUIET_WORLD: QuietWorld = {
  runsPerDay: 1000,
  daySd: 0.1,
  neighbourCorrelation: 0.2,
  sessionRuns: 4,
  repetition: 0.3,
  weekdaySd: 0.15,
};

const WEEKDAY_VOLUME = [1.1, 1.15, 1.15, 1.1, 1, 0.45, 0.4];

/** Deterministic numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `shift` multiplies the odds of values on days from `shiftFrom` on. */
export function simulateDays(
  dimensions: readonly SimulatedDimension[],
  world: QuietWorld,
  { start, days, seed, shift = {}, shiftFrom = Number.POSITIVE_INFINITY }: SimulationSpan,
): DayCounts[] {
  const random = randomFrom(seed);
  const deviations = dimensions.map(({ shares }) => Object.keys(shares).map(() => 0));
  const weekdays = dimensions.map(({ shares }) =>
    WEEKDAY_VOLUME.map(() => Object.keys(shares).map(() => world.weekdaySd * gaussian(random))),
  );
  const { neighbourCorrelation: rho } = world;
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(start, index);
    const weekday = index % 7;
    const runs = Math.max(1, Math.round(world.runsPerDay * (WEEKDAY_VOLUME[weekday] ?? 1) * Math.exp(0.12 * gaussian(random))));
    const counts: DayCounts['counts'] = {};
    for (const [d, { key, shares, perRun = 1 }] of dimensions.entries()) {
      const values = Object.keys(shares);
      const deviation = (deviations[d] ?? []).map((before) => rho * before + Math.sqrt(1 - rho * rho) * world.daySd * gaussian(random));
      deviations[d] = deviation;
      const weights = values.map((value, j) => {
        const odds = index >= shiftFrom ? (shift[`${key}:${value}`] ?? 1) : 1;
        return (shares[value] ?? 0) * odds * Math.exp((deviation[j] ?? 0) + (weekdays[d]?.[weekday]?.[j] ?? 0));
      });
      counts[key] = drawDay(values, weights, runs, perRun, world, random);
    }
    return { day, runs, counts };
  });
}

export interface SimulationSpan {
  start: string;
  days: number;
  seed: number;
  /** `dimension:value` → factor of its odds. */
  shift?: Readonly<Record<string, number>>;
  /** Index of the first day with the shift. */
  shiftFrom?: number;
}

function drawDay(
  values: readonly string[],
  weights: readonly number[],
  runs: number,
  perRun: number,
  { sessionRuns, repetition }: QuietWorld,
  random: () => number,
): Record<string, number> {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = values.map(() => 0);
  const draw = () => {
    let place = random() * total;
    for (let j = 0; j < weights.length - 1; j++) {
      place -= weights[j] ?? 0;
      if (place < 0) return j;
    }
    return weights.length - 1;
  };
  let kept = 0;
  for (let run = 0; run < runs; run++) {
    if (run === 0 || random() < 1 / sessionRuns) kept = draw();
    for (let claim = 0; claim < perRun; claim++) {
      const j = random() < repetition ? kept : draw();
      drawn[j] = (drawn[j] ?? 0) + 1;
    }
  }
  return Object.fromEntries(values.flatMap((value, j) => (drawn[j] ? [[value, drawn[j] ?? 0]] : [])));
}

/** Box–Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
