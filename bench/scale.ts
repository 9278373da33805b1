// What people wait for, over generated runs of several sizes: p50 and p95 of the data functions, and how they grow with the runs.
// Databases of bench/scale-generate.ts below --folder; missing ones are made first.
// node --conditions=react-server --import tsx bench/scale.ts --folder ./scale [--sizes 10000,100000,1000000] [--every 20] [--rounds 40] [--only find]
import { parseArgs } from 'node:util';
import { bytesPerRun } from './scale/bytes-per-run';
import { fillProject, indexFilled } from './scale/generate';
import { measureAll, type Measured } from './scale/measure';
import { openScaleDatabase } from './scale/scale-database';
import { tasksOf } from './scale/tasks';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    every: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
  },
});
if (!values.folder) throw new Error('--folder says where the databases are.');
const sizes = values.sizes.split(',').map(Number);
const all = new Map<string, Measured[]>();
for (const runs of sizes) {
  const database = await openScaleDatabase(values.folder, `scale_${runs}_1`);
  if (await database.isEmpty()) {
    const longRuns = [1000, 10_000, 100_000];
    await database.withoutIndexes(runs >= 20_000, () =>
      fillProject({ projectId: database.projectId, runs, everyNth: Number(values.every), longRuns }),
    );
    await indexFilled(database.projectId);
  }
  await bytesPerRun(database.ownerUrl, runs);
  const tasks = (await tasksOf(database.projectId, runs)).filter(({ name }) => name.includes(values.only));
  for (const measured of await measureAll(tasks, Number(values.rounds)))
    if (!all.get(measured.name)?.push(measured)) all.set(measured.name, [measured]);
  await database.close();
}

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
console.log(`\n| what | ${sizes.map((runs) => `${runs.toLocaleString('en')} runs: p50 / p95 ms`).join(' | ')} | p95 grows by |`);
console.log(`|---|${sizes.map(() => '---:').join('|')}|---:|`);
for (const [name, list] of all) {
  const [first, last] = [list[0], list.at(-1)];
  const growth = first && last && list.length === sizes.length && sizes.length > 1 ? `${(last.p95 / first.p95).toFixed(2)} ×` : '';
  console.log(`| ${name} | ${list.map(({ p50, p95 }) => `${ms(p50)} / ${ms(p95)}`).join(' | ')} | ${growth} |`);
}
process.exit(0);
