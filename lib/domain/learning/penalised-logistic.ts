// Logistic regression with a Gaussian prior on each coefficient, by Newton's method, and how sure it is of each of them.

export interface LogisticRow {
  /** Columns that are not zero, and their values. */
  columns: readonly number[];
  values: readonly number[];
  /** Added to the log-odds as it is. */
  offset: number;
  isBad: boolean;
  weight: number;
}
export interface Prior {
  mean: number;
  /** One over the variance; 0 leaves the coefficient free. */
  precision: number;
}
export interface LogisticFit {
  coefficients: Float64Array;
  /** Posterior covariance (Laplace): the inverse of the penalised information, row by row. */
  covariance: Float64Array[];
}

const MAX_ROUNDS = 40;
const CONVERGED = 1e-7;
/** No step moves a coefficient further: a fit that starts far off does not fly away. */
const MAX_STEP = 4;

/** Maximum a posteriori. `start` shortens the way when a similar fit is known. */
export function fitPenalisedLogistic(rows: readonly LogisticRow[], priors: readonly Prior[], start?: Float64Array): LogisticFit {
  const size = priors.length;
  const coefficients = start ? Float64Array.from(start) : Float64Array.from(priors, ({ mean }) => mean);
  for (let round = 0; ; round++) {
    const { gradient, information } = derivatives(rows, priors, coefficients);
    const factor = cholesky(information);
    const step = solve(factor, gradient);
    const longest = Math.max(0, ...step.map(Math.abs));
    if (longest < CONVERGED || round === MAX_ROUNDS) return { coefficients, covariance: invert(factor) };
    const scale = longest > MAX_STEP ? MAX_STEP / longest : 1;
    for (let i = 0; i < size; i++) coefficients[i] = at(coefficients, i) + scale * at(step, i);
  }
}

export function linear({ columns, values, offset }: LogisticRow, coefficients: Float64Array): number {
  let sum = offset;
  for (let n = 0; n < columns.length; n++) sum += (values[n] as number) * at(coefficients, columns[n] as number);
  return sum;
}

/**
 * Variance of the coefficients when rows have sampling weights: the sandwich (Huber 1967, White 1982) with the penalised
 * information as bread, because a weight of ten is not ten verdicts.
 */
export function sandwichCovariance(rows: readonly LogisticRow[], { coefficients, covariance }: LogisticFit): Float64Array[] {
  const size = coefficients.length;
  const meat = square(size);
  for (const row of rows) {
    const error = row.weight * ((row.isBad ? 1 : 0) - logistic(linear(row, coefficients)));
    for (let m = 0; m < row.columns.length; m++) {
      const x = error * (row.values[m] as number);
      for (let n = 0; n < row.columns.length; n++)
        add(meat, row.columns[m] as number, row.columns[n] as number, x * error * (row.values[n] as number));
    }
  }
  return product(product(covariance, meat), covariance);
}

function derivatives(rows: readonly LogisticRow[], priors: readonly Prior[], coefficients: Float64Array) {
  const size = priors.length;
  const gradient = new Float64Array(size);
  const information = square(size);
  priors.forEach(({ mean, precision }, i) => {
    gradient[i] = -precision * (at(coefficients, i) - mean);
    add(information, i, i, precision + 1e-9);
  });
  for (const row of rows) {
    const { columns, values, weight } = row;
    const p = logistic(linear(row, coefficients));
    const error = weight * ((row.isBad ? 1 : 0) - p);
    const curve = weight * Math.max(1e-6, p * (1 - p));
    for (let m = 0; m < columns.length; m++) {
      const i = columns[m] as number;
      const x = values[m] as number;
      gradient[i] = at(gradient, i) + error * x;
      for (let n = 0; n <= m; n++) {
        const j = columns[n] as number;
        const product = curve * x * (values[n] as number);
        add(information, i, j, product);
        if (i !== j) add(information, j, i, product);
      }
    }
  }
  return { gradient, information };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const at = (list: Float64Array, index: number): number => list[index] as number;
const square = (size: number): Float64Array[] => Array.from({ length: size }, () => new Float64Array(size));
const cell = (matrix: readonly Float64Array[], i: number, j: number): number => (matrix[i] as Float64Array)[j] as number;

function add(matrix: readonly Float64Array[], i: number, j: number, value: number): void {
  const row = matrix[i] as Float64Array;
  row[j] = (row[j] as number) + value;
}

/** Lower triangle L with L·Lᵀ = matrix. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const factor = square(matrix.length);
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = cell(matrix, i, j);
      for (let k = 0; k < j; k++) sum -= cell(factor, i, k) * cell(factor, j, k);
      (factor[i] as Float64Array)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / cell(factor, j, j);
    }
  }
  return factor;
}

function solve(factor: readonly Float64Array[], right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] = at(x, i) - cell(factor, i, k) * at(x, k);
    x[i] = at(x, i) / cell(factor, i, i);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] = at(x, i) - cell(factor, k, i) * at(x, k);
    x[i] = at(x, i) / cell(factor, i, i);
  }
  return x;
}

function invert(factor: readonly Float64Array[]): Float64Array[] {
  return factor.map((_, column) =>
    solve(
      factor,
      Float64Array.from(factor, (__, row) => (row === column ? 1 : 0)),
    ),
  );
}

function product(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row) =>
    Float64Array.from(b, (_, j) => {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += at(row, k) * cell(b, k, j);
      return sum;
    }),
  );
}
