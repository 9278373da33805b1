// Alignment of agent runs against a key by hand, beside two simple ways: npx tsx bench/compare-alignment.ts [--data ../shared/data]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alignSteps } from '@/lib/domain/compare/align-steps';
import { type Aligner, alignmentFigures, byKeyAndOccurrence, byPosition } from './compare/alignment-figures';
import { taubenchKey } from './compare/taubench-key';
import { taubenchSteps } from './compare/taubench-steps';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.COUNTERSIGN_SHARED ? `${process.env.COUNTERSIGN_SHARED}/data` : '../shared/data' },
  },
});
if (!existsSync(join(values.data, 'taubench-airline'))) {
  console.log(`No taubench-airline below ${values.data}: nothing measured.`);
  process.exit(1);
}

const attempts = taubenchSteps(values.data);
const byTree: Aligner = (left, right) => Array.from(alignSteps(left, right).toRight, (r, l) => [l, r] as const).filter(([, r]) => r !== -1);
const ways: [string, Aligner][] = [
  ['by position', byPosition],
  ['by key and occurrence', byKeyAndOccurrence],
  ['by structure and content', byTree],
];
console.log('20 pairs of runs, first and second attempt at the same task; roots left out');
console.log('way                         pairs  right  in key  precision  recall     F1');
for (const [name, align] of ways) {
  const { found, right, inKey, precision, recall, f1 } = alignmentFigures(taubenchKey(), attempts, align);
  const figures = [String(found).padStart(5), String(right).padStart(6), String(inKey).padStart(7)];
  console.log(name.padEnd(26), ...figures, ...[precision, recall, f1].map((value) => value.toFixed(3).padStart(9)));
}
