// Finds partners for steps that stand elsewhere: equal subtrees, groups whose members have partners, and the same words far away.
import { isTelling, type StepForest } from './step-forest';
import type { Likeness } from './step-likeness';
import type { StepMatching } from './step-matching';

/** Steps that have this much in common are one step that moved. */
const MOVED_FROM = 0.72;
/** A word that more steps have than this leads nowhere. */
const RARE_WORD_STEPS = 16;

/** Subtrees that are equal and unique among those without a partner, the largest first. */
export function pairUniqueSubtrees(matching: StepMatching): void {
  const { left, right } = matching;
  const here = freeOnce(left, (place) => matching.isLeftFree(place));
  const there = freeOnce(right, (place) => matching.isRightFree(place));
  for (let place = 0; place < left.count; place++) {
    if (here.get(left.subtree[place] as number) !== place) continue;
    const partner = there.get(left.subtree[place] as number) ?? -1;
    if (partner === -1 || !isTelling(left, place) || !matching.isFree(place, partner)) continue;
    matching.pairSubtrees(place, partner);
    place += (left.size[place] as number) - 1;
  }
}

function freeOnce(forest: StepForest, isFree: (place: number) => boolean): Map<number, number> {
  const once = new Map<number, number>();
  for (let place = 0; place < forest.count; place++) {
    if (!isFree(place)) continue;
    const number = forest.subtree[place] as number;
    once.set(number, once.has(number) ? -1 : place);
  }
  return once;
}

/** A step without a partner whose children have theirs below one free step of the same kind is that step: from the leaves upwards. */
export function pairByChildren(matching: StepMatching): void {
  const { left, right } = matching;
  for (let place = left.count - 1; place >= 0; place--) {
    if (!matching.isLeftFree(place)) continue;
    const votes = new Map<number, number>();
    const children = left.children.get(place) ?? [];
    for (const child of children) {
      const partner = matching.toRight[child] as number;
      const above = partner === -1 ? -1 : (right.parent[partner] as number);
      if (above !== -1 && matching.isRightFree(above)) votes.set(above, (votes.get(above) ?? 0) + 1);
    }
    const best = [...votes].sort(([a, votesA], [b, votesB]) => votesB - votesA || a - b)[0];
    if (!best) continue;
    const [partner, count] = best;
    const ofAll = (2 * count) / (children.length + (right.children.get(partner)?.length ?? 0));
    const isSameLabel = left.label[place] === right.label[partner];
    if (left.steps[place]?.kind === right.steps[partner]?.kind && (isSameLabel || ofAll >= 0.5)) matching.pair(place, partner);
  }
}

/** Lone steps on both sides that say much the same, the likest first; looked up by their rare words. */
export function pairAlikeElsewhere(matching: StepMatching, likeness: Likeness): void {
  const { left, right } = matching;
  const byWord = new Map<number, number[]>();
  for (let place = 0; place < right.count; place++) {
    if (!matching.isRightFree(place)) continue;
    for (const word of right.bag[place] as Int32Array) {
      const places = byWord.get(word);
      if (places) places.push(place);
      else byWord.set(word, [place]);
    }
  }
  const found: { l: number; r: number; score: number }[] = [];
  for (let l = 0; l < left.count; l++) {
    if (!matching.isLeftFree(l) || !isTelling(left, l)) continue;
    const candidates = new Set<number>();
    for (const word of left.bag[l] as Int32Array) {
      const places = byWord.get(word) ?? [];
      if (places.length <= RARE_WORD_STEPS) for (const place of places) candidates.add(place);
    }
    for (const r of candidates) {
      const score = left.label[l] === right.label[r] ? likeness(l, r) : 0;
      if (score >= MOVED_FROM) found.push({ l, r, score });
    }
  }
  found.sort((a, b) => b.score - a.score || a.l - b.l || a.r - b.r);
  for (const { l, r } of found) if (matching.isFree(l, r)) matching.pair(l, r);
}
