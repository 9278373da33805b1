// Logistic regression with an L2 penalty on standardised columns, by L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2).

export interface Regression {
  mean: number[];
  scale: number[];
  /** One a column, in standard deviations. */
  weights: number[];
  base: number;
}

interface Options {
  /** On the squared weights, halved; the base is free. */
  penalty: number;
  /** Columns from here on are flags of rare words: taken as they are. */
  plainFrom: number;
  rounds?: number;
}

const MEMORY = 12;
const MAX_ROUNDS = 120;

export function fitRegression(rows: readonly Float64Array[], labels: readonly boolean[], options: Options): Regression {
  const width = rows[0]?.length ?? 0;
  const { mean, scale } = standardise(rows, width, options.plainFrom);
  const z = Float64Array.from({ length: rows.length * width }, (_, at) => {
    const column = at % width;
    return (((rows[(at - column) / width] as Float64Array)[column] as number) - (mean[column] as number)) / (scale[column] as number);
  });
  const loss = (w: Float64Array) => lossAt(z, labels, w, options.penalty);
  const w = minimise(loss, new Float64Array(width + 1), options.rounds ?? MAX_ROUNDS);
  return { mean, scale, weights: [...w.subarray(0, width)], base: w[width] as number };
}

export function regressionScore({ mean, scale, weights, base }: Regression, row: ArrayLike<number>): number {
  let sum = base;
  for (let column = 0; column < mean.length; column++)
    sum += (((row[column] as number) - (mean[column] as number)) / (scale[column] as number)) * (weights[column] as number);
  return sum;
}

interface Point {
  value: number;
  gradient: Float64Array;
}

function lossAt(z: Float64Array, labels: readonly boolean[], w: Float64Array, penalty: number): Point {
  const width = w.length - 1;
  const gradient = new Float64Array(width + 1);
  let value = 0;
  for (let row = 0, from = 0; row < labels.length; row++, from += width) {
    let sum = w[width] as number;
    for (let column = 0; column < width; column++) sum += (z[from + column] as number) * (w[column] as number);
    const y = labels[row] ? 1 : 0;
    value += sum > 0 ? sum * (1 - y) + Math.log1p(Math.exp(-sum)) : -sum * y + Math.log1p(Math.exp(sum));
    const error = 1 / (1 + Math.exp(-sum)) - y;
    for (let column = 0; column < width; column++) gradient[column] = (gradient[column] as number) + error * (z[from + column] as number);
    gradient[width] = (gradient[width] as number) + error;
  }
  for (let column = 0; column < width; column++) {
    const weight = w[column] as number;
    value += (penalty / 2) * weight * weight;
    gradient[column] = (gradient[column] as number) + penalty * weight;
  }
  return { value, gradient };
}

function minimise(loss: (w: Float64Array) => Point, start: Float64Array, rounds: number): Float64Array {
  let w = start;
  let point = loss(w);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let round = 0; round < rounds && norm(point.gradient) > 1e-3; round++) {
    const direction = twoLoops(point.gradient, steps);
    const slope = dot(direction, point.gradient);
    let [size, tried] = [round === 0 ? 1 / norm(point.gradient) : 1, 0];
    let at = w.map((weight, index) => weight + size * (direction[index] as number));
    let found = loss(at);
    while (found.value > point.value + 1e-4 * size * slope && tried++ < 30) {
      size /= 2;
      at = w.map((weight, index) => weight + size * (direction[index] as number));
      found = loss(at);
    }
    const s = at.map((weight, index) => weight - (w[index] as number));
    const y = found.gradient.map((value, index) => value - (point.gradient[index] as number));
    const curvature = dot(s, y);
    if (curvature > 1e-10) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    const gained = point.value - found.value;
    [w, point] = [at, found];
    if (gained < 1e-7 * Math.abs(point.value)) break;
  }
  return w;
}

function twoLoops(gradient: Float64Array, steps: readonly { s: Float64Array; y: Float64Array; rho: number }[]): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas = steps.map(() => 0);
  for (let index = steps.length - 1; index >= 0; index--) {
    const { s, y, rho } = steps[index] as (typeof steps)[number];
    const alpha = rho * dot(s, q);
    alphas[index] = alpha;
    add(q, y, -alpha);
  }
  const last = steps.at(-1);
  if (last) scaleBy(q, dot(last.s, last.y) / dot(last.y, last.y));
  steps.forEach(({ s, y, rho }, index) => {
    add(q, s, (alphas[index] as number) - rho * dot(y, q));
  });
  return q;
}

function standardise(rows: readonly Float64Array[], width: number, plainFrom: number): { mean: number[]; scale: number[] } {
  const mean = new Array<number>(width).fill(0);
  const scale = new Array<number>(width).fill(0);
  for (const row of rows)
    for (let column = 0; column < plainFrom; column++) mean[column] = (mean[column] as number) + (row[column] as number) / rows.length;
  for (const row of rows)
    for (let column = 0; column < plainFrom; column++)
      scale[column] = (scale[column] as number) + ((row[column] as number) - (mean[column] as number)) ** 2 / rows.length;
  return { mean, scale: scale.map((variance) => Math.sqrt(variance) || 1) };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

function add(target: Float64Array, other: Float64Array, times: number): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] as number) + times * (other[index] as number);
}

function scaleBy(target: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] as number) * factor;
}
