// Boosted regression trees as flat lists: how they are kept in the weights, read, and explained.

/**
 * Node 0 is the root; a node whose column is -1 is a leaf. Rows with a value up to the threshold go left. `value` of an inner node is
 * the mean of the rows that passed it when the tree was grown.
 */
export interface Tree {
  column: number[];
  threshold: number[];
  left: number[];
  right: number[];
  value: number[];
}

export function treeScore(tree: Tree, row: ArrayLike<number>): number {
  let node = 0;
  while ((tree.column[node] as number) >= 0) node = next(tree, node, row);
  return tree.value[node] as number;
}

/**
 * Adds to `parts[column]` what each step down the tree changed, and returns the root's value: their sum is the tree's score. Saabas'
 * attribution ("Interpreting random forests", 2014): exact in sum, and read off one path.
 */
export function addTreeParts(tree: Tree, row: ArrayLike<number>, parts: Float64Array): number {
  let node = 0;
  while ((tree.column[node] as number) >= 0) {
    const column = tree.column[node] as number;
    const below = next(tree, node, row);
    parts[column] = (parts[column] as number) + (tree.value[below] as number) - (tree.value[node] as number);
    node = below;
  }
  return tree.value[0] as number;
}

const next = (tree: Tree, node: number, row: ArrayLike<number>): number =>
  ((row[tree.column[node] as number] as number) <= (tree.threshold[node] as number) ? tree.left[node] : tree.right[node]) as number;
