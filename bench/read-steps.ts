// What people and agents ask of very long runs, at two sizes: opening, outline, search inside, explaining, siblings, blast radius, comparing.
// Times of each once and again, and how much more a step costs in the larger run.
// node --conditions=react-server --import tsx bench/read-steps.ts [--sizes 10000,50000] [--only compare]
import { parseArgs } from 'node:util';
import { getBlastRadius } from '@/lib/data/incidents/blast-radius';
import { explainDetail, getExplanation } from '@/lib/data/runs/explanation';
import { getComparison } from '@/lib/data/runs/run-compare';
import { getRun } from '@/lib/data/runs/run-detail';
import { searchRun } from '@/lib/data/runs/run-search';
import { listSiblings } from '@/lib/data/runs/run-siblings';
import { listRunSteps } from '@/lib/data/runs/run-steps';
import { getStepColumns } from '@/lib/data/runs/step-columns';
import { maskedValuesIn } from '@/lib/domain/mask-token';
import type { Actor } from '@/lib/domain/policy';
import { newId } from '@/lib/domain/new-id';
import { traceMap } from '@/lib/domain/trace-map';
import { startIngestServers } from './ingest/servers';
import { settleLongRun } from './steps/settle-long-run';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,50000' }, only: { type: 'string', default: '' } } });
const sizes = values.sizes.split(',').map(Number);
const servers = await startIngestServers();
const { projectId } = servers;
const actor: Actor = { userId: newId(), name: 'bench', projectId, projectSlug: 'bench', role: 'owner', via: 'session', scopes: [] };
const times = new Map<string, { once: number; again: number }[]>();
try {
  await settleLongRun(servers, 1000, 0);
  for (const size of sizes) {
    const { runId } = await settleLongRun(servers, size, 0);
    const other = await settleLongRun(servers, size, 1);
    for (const [name, read] of readsOf(runId, other.runId)) {
      if (!name.includes(values.only)) continue;
      const measured = { once: await timed(read), again: await timed(read) };
      if (!times.get(name)?.push(measured)) times.set(name, [measured]);
    }
  }
} finally {
  await servers.stop();
}
console.log(`| what | ${sizes.map((size) => `${size.toLocaleString('en')} steps: once, again, ms`).join(' | ')} | of a step, once |`);
console.log(`|---|${sizes.map(() => '---:|').join('')}---:|`);
for (const [name, list] of times) {
  const [first, last] = [list[0]?.once ?? Number.NaN, list.at(-1)?.once ?? Number.NaN];
  const growth = last / (sizes.at(-1) as number) / (first / (sizes[0] as number));
  console.log(
    `| ${name} | ${list.map(({ once, again }) => `${once.toFixed(0)}, ${again.toFixed(0)}`).join(' | ')} | ${growth.toFixed(2)} × |`,
  );
}

function readsOf(runId: string, otherId: string): [string, () => Promise<unknown>][] {
  return [
    ['open: the run as the page reads it', () => getRun(actor, runId, { isNarrow: true, isCut: true })],
    ['open: all that a tab of the page needs', () => openTab(runId)],
    ['open: the whole run', () => getRun(actor, runId)],
    ['outline: first rows', () => getStepColumns(actor, runId)],
    ['outline: all rows', () => allColumns(runId)],
    ['steps with bodies, first page', () => listRunSteps(actor, runId, { limit: 1000 })],
    ['search inside, first page', () => searchRun(actor, runId, { q: 'timeout' })],
    ['search inside, to the end', () => allHits(runId)],
    ['explain', () => getExplanation(actor, runId)],
    ['siblings', () => listSiblings(actor, runId)],
    ['blast radius', () => getBlastRadius(actor, runId, { days: 30 })],
    ['compare', () => getComparison(actor, runId, otherId)],
  ];
}

async function openTab(runId: string): Promise<void> {
  const run = await getRun(actor, runId, { isNarrow: true, isCut: true });
  await explainDetail(actor, run, await listSiblings(actor, runId), traceMap(run));
  maskedValuesIn(run);
  await getStepColumns(actor, runId, { limit: 1000 });
}

async function allColumns(runId: string): Promise<void> {
  for (let from = 0, total = 1; from < total; ) {
    const chunk = await getStepColumns(actor, runId, { from });
    total = chunk.total;
    from += chunk.ids.length;
  }
}

async function allHits(runId: string): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    cursor = (await searchRun(actor, runId, { q: 'timeout', cursor: cursor ?? undefined })).next_cursor;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
