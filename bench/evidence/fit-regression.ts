// Logistic regression on standardised columns with an L2 penalty, by Newton's method (iteratively reweighted least squares).

export interface Regression {
  mean: number[];
  scale: number[];
  /** One a column, in standard deviations; the base is last. */
  weights: number[];
}

export function fitRegression(rows: readonly Float64Array[], labels: readonly boolean[], penalty: number, rounds = 8): Regression {
  const width = rows[0]?.length ?? 0;
  const { mean, scale } = standardise(rows, width);
  const size = width + 1;
  const weights = new Array<number>(size).fill(0);
  const z = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    const gradient = new Float64Array(size);
    for (let row = 0; row < rows.length; row++) {
      const values = rows[row] as Float64Array;
      let sum = weights[width] as number;
      for (let column = 0; column < width; column++) {
        z[column] = ((values[column] as number) - (mean[column] as number)) / (scale[column] as number);
        sum += (z[column] as number) * (weights[column] as number);
      }
      z[width] = 1;
      const p = 1 / (1 + Math.exp(-sum));
      const error = (labels[row] ? 1 : 0) - p;
      const w = Math.max(1e-6, p * (1 - p));
      for (let i = 0; i < size; i++) {
        const zi = z[i] as number;
        if (zi === 0) continue;
        gradient[i] = (gradient[i] as number) + error * zi;
        const line = hessian[i] as Float64Array;
        const wz = w * zi;
        for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + wz * (z[j] as number);
      }
    }
    for (let i = 0; i < width; i++) {
      gradient[i] = (gradient[i] as number) - penalty * (weights[i] as number);
      const line = hessian[i] as Float64Array;
      line[i] = (line[i] as number) + penalty;
    }
    const step = solve(hessian, gradient);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      weights[i] = (weights[i] as number) + (step[i] as number);
      largest = Math.max(largest, Math.abs(step[i] as number));
    }
    if (largest < 1e-6) break;
  }
  return { mean, scale, weights };
}

export function regressionScore({ mean, scale, weights }: Regression, row: Float64Array): number {
  let sum = weights[mean.length] as number;
  for (let column = 0; column < mean.length; column++)
    sum += (((row[column] as number) - (mean[column] as number)) / (scale[column] as number)) * (weights[column] as number);
  return sum;
}

function standardise(rows: readonly Float64Array[], width: number): { mean: number[]; scale: number[] } {
  const mean = new Array<number>(width).fill(0);
  const scale = new Array<number>(width).fill(0);
  for (const row of rows)
    for (let column = 0; column < width; column++) mean[column] = (mean[column] as number) + (row[column] as number) / rows.length;
  for (const row of rows)
    for (let column = 0; column < width; column++)
      scale[column] = (scale[column] as number) + ((row[column] as number) - (mean[column] as number)) ** 2 / rows.length;
  return { mean, scale: scale.map((variance) => Math.sqrt(variance) || 1) };
}

/** Cholesky; `matrix` is symmetric and given by its lower half. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    const a = matrix[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const b = matrix[j] as Float64Array;
      let sum = a[j] as number;
      for (let k = 0; k < j; k++) sum -= (a[k] as number) * (b[k] as number);
      a[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (b[j] as number);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    const a = matrix[i] as Float64Array;
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (a[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] = (x[i] as number) - ((matrix[k] as Float64Array)[i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / ((matrix[i] as Float64Array)[i] as number);
  }
  return x;
}
