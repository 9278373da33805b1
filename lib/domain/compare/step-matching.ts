// Which step of one run is which step of the other, while the two are being aligned: each has one partner at most.
import type { StepForest } from './step-forest';

const ALONE = -1;

export class StepMatching {
  /** Place of the partner, -1 without one. */
  readonly toRight: Int32Array;
  readonly toLeft: Int32Array;
  /** Pairs whose children have not been looked at. */
  readonly waiting: [number, number][] = [];

  constructor(
    readonly left: StepForest,
    readonly right: StepForest,
  ) {
    this.toRight = new Int32Array(left.count).fill(ALONE);
    this.toLeft = new Int32Array(right.count).fill(ALONE);
  }

  isFree(left: number, right: number): boolean {
    return this.toRight[left] === ALONE && this.toLeft[right] === ALONE;
  }

  isLeftFree(left: number): boolean {
    return this.toRight[left] === ALONE;
  }

  isRightFree(right: number): boolean {
    return this.toLeft[right] === ALONE;
  }

  pair(left: number, right: number): void {
    if (!this.isFree(left, right)) throw new Error(`step ${left} or ${right} already has a partner`);
    this.toRight[left] = right;
    this.toLeft[right] = left;
    this.waiting.push([left, right]);
  }

  /** Equal subtrees: every step with its counterpart, where both are still free. */
  pairSubtrees(left: number, right: number): void {
    for (let below = 0; below < (this.left.size[left] as number); below++)
      if (this.isFree(left + below, right + below)) this.pair(left + below, right + below);
  }

  /** Children without a partner, in order; of the roots for -1. */
  freeChildren(left: number, right: number): [number[], number[]] {
    return [
      (this.left.children.get(left) ?? []).filter((place) => this.isLeftFree(place)),
      (this.right.children.get(right) ?? []).filter((place) => this.isRightFree(place)),
    ];
  }
}
