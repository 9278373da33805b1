// Makes a database of its own with generated runs and says how many bytes a run takes.
// node --conditions=react-server --import tsx bench/scale-generate.ts --folder ./scale --runs 100000 [--seed 1] [--days 120] [--every 20] [--long 1000,10000,100000] [--keep]
import { parseArgs } from 'node:util';
import { fillProject, indexFilled } from './scale/generate';
import { bytesPerRun } from './scale/bytes-per-run';
import { openScaleDatabase } from './scale/scale-database';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '120' },
    every: { type: 'string', default: '1' },
    long: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});
if (!values.folder) throw new Error('--folder says where the database is put.');
const runs = Number(values.runs);
const database = await openScaleDatabase(values.folder, `scale_${runs}_${values.seed}`);
const startedAt = performance.now();
let told = 0;
await database.withoutIndexes(runs >= 20_000, () =>
  fillProject({
    projectId: database.projectId,
    runs,
    seed: Number(values.seed),
    days: Number(values.days),
    everyNth: Number(values.every),
    longRuns: values.long.split(',').filter(Boolean).map(Number),
    onProgress: (done) => {
      if (done - told < runs / 20) return;
      told = done;
      console.log(`${done} runs, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    },
  }),
);
await indexFilled(database.projectId);
await bytesPerRun(database.ownerUrl, runs);
console.log(`project ${database.projectId} (slug scale), ${((performance.now() - startedAt) / 1000).toFixed(0)} s in all`);
console.log(`owner ${database.ownerUrl}`);
console.log(`app   ${database.appUrl}`);
await database.close(values.keep);
// The server stays with --keep, and with it the handle to its process.
process.exit(0);
