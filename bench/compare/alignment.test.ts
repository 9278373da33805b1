import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignSteps } from '@/lib/domain/compare/align-steps';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { type Aligner, alignmentFigures, byKeyAndOccurrence, byPosition } from './alignment-figures';
import { taubenchKey } from './taubench-key';
import { taubenchSteps } from './taubench-steps';

const shared = sharedFolder();
const data = shared !== null && existsSync(join(shared, 'data', 'taubench-airline')) ? join(shared, 'data') : null;
const byTree: Aligner = (left, right) => Array.from(alignSteps(left, right).toRight, (r, l) => [l, r] as const).filter(([, r]) => r !== -1);

describe('the key by hand', () => {
  it('has 20 pairs of runs and gives each message one partner', () => {
    expect(taubenchKey()).toHaveLength(20);
    for (const { pairs } of taubenchKey()) {
      expect(new Set(pairs.map(([left]) => left)).size).toBe(pairs.length);
      expect(new Set(pairs.map(([, right]) => right)).size).toBe(pairs.length);
    }
  });
});

describe.skipIf(data === null)('alignment of real attempts at the same task, against a key by hand', () => {
  it('finds most pairs, most of what it finds is right, and it is far better than position or key and occurrence', () => {
    const attempts = taubenchSteps(data ?? '');
    const [tree, key, position] = [byTree, byKeyAndOccurrence, byPosition].map((way) => alignmentFigures(taubenchKey(), attempts, way));
    expect(tree?.recall).toBeGreaterThan(0.85);
    expect(tree?.precision).toBeGreaterThan(0.75);
    expect(tree?.f1).toBeGreaterThan((key?.f1 ?? 1) + 0.25);
    expect(key?.f1).toBeGreaterThan(position?.f1 ?? 1);
  });
});
