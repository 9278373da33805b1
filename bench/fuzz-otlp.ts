// Hostile inputs by the million for the OTLP readers and all sources; ends at the first crash with the input that made it.
// node --conditions=react-server --import tsx bench/fuzz-otlp.ts [--inputs 1000000] [--seed 1] [--first 0]
import { parseArgs } from 'node:util';
import { fuzzOtlp } from '@/lib/ingest/fuzz-otlp';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
  },
});
const [inputs, seed, start] = [Number(values.inputs), Number(values.seed), Number(values.first)];
const CHUNK = 50_000;
const before = process.memoryUsage.rss();
const total = { read: 0, items: 0, refused: 0, maxStepsPerByte: 0 };
for (let done = 0; done < inputs; done += CHUNK) {
  const report = fuzzOtlp({ seed, inputs: Math.min(CHUNK, inputs - done), first: start + done });
  for (const name of ['read', 'items', 'refused'] as const) total[name] += report[name];
  total.maxStepsPerByte = Math.max(total.maxStepsPerByte, report.maxStepsPerByte);
  console.log(`${Math.min(inputs, done + CHUNK)} inputs`, total, `memory +${Math.round((process.memoryUsage.rss() - before) / 1e6)} MB`);
}
