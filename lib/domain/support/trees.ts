// Regression trees as flat lists: how they are kept in the weights and read.

/** Node 0 is the root; a node whose column is -1 is a leaf. Rows with a value up to the threshold go left. */
export interface Tree {
  column: number[];
  threshold: number[];
  left: number[];
  right: number[];
  value: number[];
}

export function treeScore(tree: Tree, row: Float64Array): number {
  let node = 0;
  while ((tree.column[node] as number) >= 0)
    node = (
      (row[tree.column[node] as number] as number) <= (tree.threshold[node] as number) ? tree.left[node] : tree.right[node]
    ) as number;
  return tree.value[node] as number;
}
