// Figures of a ranking against labels. Definitions as usual: ties count half, a step of the list is one score.

export interface Scored {
  score: number;
  isBad: boolean;
}

/** Probability that a random bad one scores above a random good one. */
export function auroc(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let bad = 0;
  for (let index = 0; index < sorted.length; ) {
    let end = index;
    while (end < sorted.length && sorted[end]?.score === sorted[index]?.score) end++;
    const rank = (index + end + 1) / 2;
    for (let at = index; at < end; at++) {
      if (!sorted[at]?.isBad) continue;
      bad++;
      rankSum += rank;
    }
    index = end;
  }
  const good = sorted.length - bad;
  return bad === 0 || good === 0 ? Number.NaN : (rankSum - (bad * (bad + 1)) / 2) / (bad * good);
}

/** Mean of precision at each bad item, going down the list. */
export function averagePrecision(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  let [hits, seen, sum] = [0, 0, 0];
  for (let index = 0; index < sorted.length; ) {
    let end = index;
    let step = 0;
    while (end < sorted.length && sorted[end]?.score === sorted[index]?.score) {
      if (sorted[end]?.isBad) step++;
      end++;
    }
    hits += step;
    seen = end;
    sum += step * (hits / seen);
    index = end;
  }
  return sum / hits;
}

/** Share of bad ones among the first `share` of the list. */
export function badAmongFirst(scored: readonly Scored[], share: number): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score).slice(0, Math.round(scored.length * share));
  return sorted.filter(({ isBad }) => isBad).length / sorted.length;
}

/** Share of all bad ones met when the first `share` of the list is read. */
export function foundWithin(scored: readonly Scored[], share: number): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score).slice(0, Math.round(scored.length * share));
  return sorted.filter(({ isBad }) => isBad).length / scored.filter(({ isBad }) => isBad).length;
}

export function f1At(scored: readonly Scored[], threshold: number): number {
  let [hit, wrong, missed] = [0, 0, 0];
  for (const { score, isBad } of scored) {
    if (score >= threshold && isBad) hit++;
    else if (score >= threshold) wrong++;
    else if (isBad) missed++;
  }
  return (2 * hit) / (2 * hit + wrong + missed);
}

/** The threshold with the best F1 of these. */
export function bestThreshold(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const bad = sorted.filter(({ isBad }) => isBad).length;
  let best = { f1: 0, threshold: 0.5 };
  let hits = 0;
  sorted.forEach(({ score, isBad }, index) => {
    if (isBad) hits++;
    const f1 = (2 * hits) / (index + 1 + bad);
    if (f1 > best.f1) best = { f1, threshold: score };
  });
  return best.threshold;
}

/** Mean squared distance of probability and label. */
export const brier = (scored: readonly Scored[]): number =>
  scored.reduce((sum, { score, isBad }) => sum + (score - (isBad ? 1 : 0)) ** 2, 0) / scored.length;

/** Mean distance of mean score and rate of bad ones over ten bins, weighted by their sizes. */
export function calibrationError(scored: readonly Scored[]): number {
  const bins = Array.from({ length: 10 }, () => ({ score: 0, bad: 0 }));
  for (const { score, isBad } of scored) {
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    if (!bin) continue;
    bin.score += score;
    bin.bad += isBad ? 1 : 0;
  }
  return bins.reduce((sum, { score, bad }) => sum + Math.abs(score - bad), 0) / scored.length;
}
