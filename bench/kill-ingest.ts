// Kills the ingest process, or all processes of PostgreSQL, at random moments under load, and looks for every acknowledged span.
// node --conditions=react-server --import tsx bench/kill-ingest.ts --victim ingest|postgres [--kills 200] [--seed 1]
import { parseArgs } from 'node:util';
import { killRun } from '@/lib/ingest/kill-run';

const { values } = parseArgs({
  options: {
    victim: { type: 'string', default: 'ingest' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.victim !== 'ingest' && values.victim !== 'postgres') throw new Error('--victim is ingest or postgres');

const report = await killRun({
  victim: values.victim,
  kills: Number(values.kills),
  seed: Number(values.seed),
  onKill: (done) => done % 20 === 0 && console.log(`${done} kills`),
});
console.log(report);
if (report.missing > 0 || report.surplus > 0 || report.jobless > 0) process.exitCode = 1;
