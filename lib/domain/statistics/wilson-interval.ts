// How sure a share is that was counted: the Wilson score interval (Wilson 1927), which stays inside [0, 1] and holds for few cases.

/** Two-sided 95 %. */
const Z = 1.959964;

export interface ShareInterval {
  share: number;
  low: number;
  high: number;
}

/** Null for nothing counted: a share of none is not zero. */
export function wilsonInterval(hits: number, count: number): ShareInterval | null {
  if (count <= 0) return null;
  const share = hits / count;
  const spread = (Z * Z) / count;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count))) / (1 + spread);
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
