// The longest part of a list that rises: what kept its order, so that the rest has moved.

/** Places of one longest strictly rising subsequence, by patience sorting (Fredman 1975): n log n. */
export function longestRising(values: ArrayLike<number>): number[] {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let place = 0; place < values.length; place++) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < (values[place] as number)) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[place] = tails[low - 1] as number;
    tails[low] = place;
  }
  const kept: number[] = [];
  for (let place = tails.at(-1) ?? -1; place !== -1; place = before[place] as number) kept.push(place);
  return kept.reverse();
}
