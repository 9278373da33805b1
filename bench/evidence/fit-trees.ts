// Gradient-boosted trees for a binary label: histograms of 64 bins, leaves split best first, Newton leaves.
import { randomFrom } from './random';
import { type Tree, treeScore } from '@/lib/domain/risk/boosted-trees';

export interface TreeOptions {
  rounds: number;
  rate: number;
  leaves: number;
  minLeaf: number;
  /** L2 on leaf values. */
  penalty: number;
  seed: number;
  /** Share of the columns that each tree may use. */
  columns: number;
  /** Columns beyond this one are not split on. */
  width?: number;
}

const BINS = 64;

interface Split {
  gain: number;
  column: number;
  bin: number;
}
interface Leaf {
  rows: Int32Array;
  node: number;
  split: Split | null;
}

export function fitTrees(
  rows: readonly Float64Array[],
  labels: readonly boolean[],
  weights: readonly number[] | null,
  options: TreeOptions,
): Tree[] {
  const width = options.width ?? rows[0]?.length ?? 0;
  const edges = Array.from({ length: width }, (_, column) => edgesOf(rows, column));
  const binned = Array.from({ length: width }, (_, column) =>
    Uint8Array.from(rows, (row) => binOf(edges[column] as number[], row[column] as number)),
  );
  const base = Math.log((labels.filter(Boolean).length + 1) / (labels.filter((label) => !label).length + 1));
  const scores = new Float64Array(rows.length).fill(base);
  const [gradient, hessian] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const random = randomFrom(options.seed);
  const trees: Tree[] = [{ column: [-1], threshold: [0], left: [0], right: [0], value: [base] }];
  for (let round = 0; round < options.rounds; round++) {
    for (let row = 0; row < rows.length; row++) {
      const p = 1 / (1 + Math.exp(-(scores[row] as number)));
      const weight = weights?.[row] ?? 1;
      gradient[row] = weight * ((labels[row] ? 1 : 0) - p);
      hessian[row] = weight * p * (1 - p);
    }
    const columns = Array.from({ length: width }, (_, column) => column).filter(() => random() < options.columns);
    const tree = growTree({ binned, edges, gradient, hessian, columns }, rows.length, options);
    trees.push(tree);
    for (let row = 0; row < rows.length; row++) scores[row] = (scores[row] as number) + treeScore(tree, rows[row] as Float64Array);
  }
  return trees;
}

interface Data {
  binned: Uint8Array[];
  edges: number[][];
  gradient: Float64Array;
  hessian: Float64Array;
  columns: number[];
}

function growTree(data: Data, count: number, options: TreeOptions): Tree {
  const tree: Tree = { column: [-1], threshold: [0], left: [0], right: [0], value: [0] };
  const all = Int32Array.from({ length: count }, (_, row) => row);
  const leaves: Leaf[] = [{ rows: all, node: 0, split: bestSplit(data, all, options) }];
  while (leaves.length < options.leaves) {
    let best = -1;
    leaves.forEach(({ split }, index) => {
      if (split && (best < 0 || split.gain > (leaves[best]?.split?.gain ?? 0))) best = index;
    });
    const leaf = leaves[best];
    if (!leaf?.split) break;
    const { column, bin } = leaf.split;
    const bins = data.binned[column] as Uint8Array;
    const [low, high] = [leaf.rows.filter((row) => (bins[row] as number) <= bin), leaf.rows.filter((row) => (bins[row] as number) > bin)];
    const left = tree.column.length;
    tree.column[leaf.node] = column;
    tree.threshold[leaf.node] = (data.edges[column] as number[])[bin] as number;
    tree.left[leaf.node] = left;
    tree.right[leaf.node] = left + 1;
    for (const list of [tree.threshold, tree.left, tree.right, tree.value]) list.push(0, 0);
    tree.column.push(-1, -1);
    leaves.splice(
      best,
      1,
      { rows: low, node: left, split: bestSplit(data, low, options) },
      { rows: high, node: left + 1, split: bestSplit(data, high, options) },
    );
  }
  const counts: number[] = [];
  for (const { rows, node } of leaves) {
    let [g, h] = [0, 0];
    for (const row of rows) {
      g += data.gradient[row] as number;
      h += data.hessian[row] as number;
    }
    tree.value[node] = (options.rate * g) / (h + options.penalty);
    counts[node] = rows.length;
  }
  fillInnerValues(tree, counts);
  return tree;
}

/** Inner nodes hold the mean of the rows below them: what is added by each step down can be told then. Children follow parents. */
function fillInnerValues(tree: Tree, counts: number[]): void {
  for (let node = tree.column.length - 1; node >= 0; node--) {
    if ((tree.column[node] as number) < 0) continue;
    const [left, right] = [tree.left[node] as number, tree.right[node] as number];
    const [a, b] = [counts[left] ?? 0, counts[right] ?? 0];
    counts[node] = a + b;
    tree.value[node] = (a * (tree.value[left] as number) + b * (tree.value[right] as number)) / Math.max(1, a + b);
  }
}

function bestSplit({ binned, gradient, hessian, columns }: Data, rows: Int32Array, { minLeaf, penalty }: TreeOptions): Split | null {
  if (rows.length < 2 * minLeaf) return null;
  let [g, h] = [0, 0];
  for (const row of rows) {
    g += gradient[row] as number;
    h += hessian[row] as number;
  }
  const whole = (g * g) / (h + penalty);
  let best: Split | null = null;
  const [sumG, sumH, count] = [new Float64Array(BINS), new Float64Array(BINS), new Int32Array(BINS)];
  for (const column of columns) {
    sumG.fill(0);
    sumH.fill(0);
    count.fill(0);
    const bins = binned[column] as Uint8Array;
    for (const row of rows) {
      const bin = bins[row] as number;
      sumG[bin] = (sumG[bin] as number) + (gradient[row] as number);
      sumH[bin] = (sumH[bin] as number) + (hessian[row] as number);
      count[bin] = (count[bin] as number) + 1;
    }
    let [leftG, leftH, left] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin++) {
      leftG += sumG[bin] as number;
      leftH += sumH[bin] as number;
      left += count[bin] as number;
      if (left < minLeaf) continue;
      if (rows.length - left < minLeaf) break;
      const gain = leftG ** 2 / (leftH + penalty) + (g - leftG) ** 2 / (h - leftH + penalty) - whole;
      if (gain > 1e-9 && (!best || gain > best.gain)) best = { gain, column, bin };
    }
  }
  return best;
}

function edgesOf(rows: readonly Float64Array[], column: number): number[] {
  const values = [...new Set(Array.from(rows, (row) => row[column] as number))].sort((a, b) => a - b);
  if (values.length <= BINS) return values.slice(0, -1).map((value, index) => (value + (values[index + 1] as number)) / 2);
  const sorted = Float64Array.from(rows, (row) => row[column] as number).sort();
  const edges = Array.from({ length: BINS - 1 }, (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / BINS)] as number);
  return [...new Set(edges)];
}

function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
