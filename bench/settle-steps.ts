// What a step of a very long run costs when the run is settled: time of a step at 100,000 steps against one at 10,000. Spans come through the
// door as a tracer sends them, and are settled by the worker's own functions. A ratio near 1 is growth in proportion.
// node --conditions=react-server --import tsx bench/settle-steps.ts [--sizes 10000,100000]
import { parseArgs } from 'node:util';
import { startIngestServers } from './ingest/servers';
import { type SettledRun, settleLongRun, STAGES } from './steps/settle-long-run';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000' } } });
const servers = await startIngestServers();
const settled: SettledRun[] = [];
try {
  await settleLongRun(servers, 1000);
  for (const size of values.sizes.split(',').map(Number)) settled.push(await settleLongRun(servers, size));
} finally {
  await servers.stop();
}
const settlingMs = ({ ms }: SettledRun) => ms.read + ms.checked + ms.stored;
console.log(`| steps | ${STAGES.map((stage) => `${stage}, µs a step`).join(' | ')} | settling, s | of it processor time here, s |`);
console.log(`|---:|${STAGES.map(() => '---:|').join('')}---:|---:|`);
for (const run of settled) {
  const stages = STAGES.map((stage) => ((run.ms[stage] / run.size) * 1000).toFixed(0));
  console.log(`| ${run.size} | ${stages.join(' | ')} | ${(settlingMs(run) / 1000).toFixed(1)} | ${(run.cpuMs / 1000).toFixed(1)} |`);
}
const [first, last] = [settled[0], settled.at(-1)];
if (first && last && first !== last) {
  const growth = settlingMs(last) / last.size / (settlingMs(first) / first.size);
  const cpuGrowth = last.cpuMs / last.size / (first.cpuMs / first.size);
  console.log(
    `a step at ${last.size} takes ${growth.toFixed(2)} of the time of one at ${first.size}, and ${cpuGrowth.toFixed(2)} of the processor time`,
  );
}
