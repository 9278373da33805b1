// What every check is worth on answers that people judged: answers and sentences hit, and the share of them that people found bad.
// npx tsx bench/checks.ts --data ../shared/data [--set qa,summary] [--code quantifier_changed] [--show 10]
import { parseArgs } from 'node:util';
import { runChecks } from '@/lib/checks/registry';
import { readClaims } from '@/lib/checks/read-claims';
import type { Finding } from '@/lib/domain/evidence';
import { checkFigures } from './checks/check-figures';
import { type LabelledRun, labelledRuns } from './checks/labelled-runs';
import { printFigures } from './checks/print-figures';
import { refusalFigures } from './checks/refusal-figures';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    set: { type: 'string', default: '' },
    code: { type: 'string', default: '' },
    /** Findings of the chosen codes that are printed, each with whether people marked its sentence. */
    show: { type: 'string', default: '0' },
  },
});

const wanted = (list: string, word: string) => list === '' || list.split(',').includes(word);
const runs = labelledRuns(values.data).filter(({ set }) => wanted(values.set, set));
let toShow = Number(values.show);
const said = new Map<LabelledRun, Finding[]>();
const startedAt = performance.now();
const figures = checkFigures(runs, findingsOf);
const tookMs = (performance.now() - startedAt) / runs.length;
printFigures(figures);
console.log('\nrefusals, and of them told to hide an answer');
for (const { group, refusals, told } of refusalFigures(runs, said)) console.log(`  ${group.padEnd(46)} ${refusals}  ${told}`);
console.log(`\n${runs.length} answers, ${tookMs.toFixed(1)} ms an answer for reading and checking`);

function findingsOf(run: LabelledRun): Finding[] {
  const read = readClaims(run.input);
  const all = runChecks(read);
  said.set(run, all);
  const findings = all.filter(({ code }) => wanted(values.code, code));
  for (const { code, claimId, detail } of findings) {
    if (toShow-- <= 0) break;
    const range = read.readings.find(({ claim }) => claim.claimId === claimId)?.claim.range;
    const isMarked = run.marks?.some(([from, to]) => range && from < range[1] && range[0] < to) ?? run.isBad;
    console.log(`${run.set} ${run.input.run.runId} ${isMarked ? 'MARKED' : 'unmarked'} ${run.note} ${code}: ${detail}`);
  }
  return findings;
}
