// Runs settled per second with a verifier, as ratios to the same runs without one: a scorer that answers at once, one that takes a
// while, pairs that are known already, and one that is down. What a verifier finds is not measured: that is a matter of the verifier.
// node --conditions=react-server --import tsx bench/verifier.ts [--runs 60] [--rounds 3] [--slow 50]
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeDatabase, useDatabase, withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { saveVerifier } from '@/lib/data/checking/verifier';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { settleRun } from '@/lib/worker/settle-run';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';
import { createProject } from '@/prisma/test-database';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '60' }, rounds: { type: 'string', default: '3' }, slow: { type: 'string', default: '50' } },
});
const [runs, rounds, slowMs] = [Number(values.runs), Number(values.rounds), Number(values.slow)];
/** As many as the worker takes at once. */
const AT_ONCE = 2;
const SENTENCES = 5;

process.env.COUNTERSIGN_SECRET ??= randomBytes(24).toString('hex');
process.env.COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS = '127.0.0.1';
resetEnv();
const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const server = await startEmbeddedPostgres({ folder, password: randomBytes(12).toString('hex') });
const { appUrl } = await migrate(server.url('postgres'), randomBytes(24).toString('hex'));
await useDatabase(appUrl);
const scorer = fork(join(import.meta.dirname, 'verifier', 'scorer.mjs'), [String(slowMs)]);
const [port] = (await once(scorer, 'message')) as [number];
const url = (path: string) => `http://127.0.0.1:${port}/${path}`;

const CASES: { name: string; address: string | null; isKnown?: boolean }[] = [
  { name: 'without a verifier', address: null },
  { name: 'answers at once', address: url('quick') },
  { name: `answers after ${slowMs} ms`, address: url('slow') },
  { name: 'every pair is known', address: url('quick'), isKnown: true },
  { name: 'away', address: url('down') },
];
const times = new Map<string, number[]>(CASES.map(({ name }) => [name, []]));
try {
  const cold = await createProject();
  await settleAll(cold, await post(cold, 'cold', rounds));
  for (let round = 0; round < rounds; round++) await playRound(round);
} finally {
  scorer.kill();
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
const rateOf = (name: string) => (1000 * AT_ONCE) / median(times.get(name) ?? []);
console.log(
  `${rounds * runs} runs of ${SENTENCES} sentences each, ${AT_ONCE} at a time, by the median of ${(rounds * runs) / AT_ONCE} such pairs`,
);
for (const { name } of CASES)
  console.log(
    `${name.padEnd(22)} ${rateOf(name).toFixed(1).padStart(6)} runs/s  ${(rateOf(name) / rateOf(CASES[0]?.name ?? '')).toFixed(2)} of without`,
  );

/** The cases take turns after every pair of runs, each time another first, so that what else the machine does falls on all of them. */
async function playRound(round: number): Promise<void> {
  const stages = await Promise.all(
    CASES.map(async ({ name, address, isKnown = false }) => {
      const actor = await createProject();
      if (address !== null) await saveVerifier(actor, { settings: { kind: 'scorer', url: address, max_pairs_per_day: 1_000_000 } });
      if (isKnown) await settleAll(actor, await post(actor, `warm${round}`, round));
      return { name, address, actor, runIds: await post(actor, `r${round}`, round) };
    }),
  );
  for (let at = 0; at < runs; at += AT_ONCE)
    for (let turn = 0; turn < stages.length; turn++) {
      const stage = stages[(turn + at / AT_ONCE) % stages.length];
      if (!stage) continue;
      const startedAt = performance.now();
      await settleAll(stage.actor, stage.runIds.slice(at, at + AT_ONCE));
      times.get(stage.name)?.push(performance.now() - startedAt);
    }
  for (const { name, address, actor } of stages) if (address !== null && name !== 'away') await requireScores(actor);
}

/** The sentences differ from run to run, and are the same again for the same round. */
async function post(actor: Actor, prefix: string, round: number): Promise<string[]> {
  const ids = Array.from({ length: runs }, (_, index) => `${prefix}-${index}`);
  const context = Array.from({ length: 6 }, (_, at) => ({
    id: `p${at}`,
    content: `Paragraph ${at}. The tenant pays the rent on the first of each month, and the landlord keeps the roof in repair. `.repeat(3),
  }));
  const { rejected } = await ingestRuns(
    actor,
    ids.map((runId, index) => {
      const output = Array.from(
        { length: SENTENCES },
        (_, at) => `Somebody has to see to matter ${round}-${index}-${at} of the house in good time.`,
      ).join(' ');
      return { runId, source: 'plain', isWhole: true, steps: [], aliases: [], facts: { input: 'Who pays for what?', output, context } };
    }),
  );
  if (rejected[0]) throw new Error(rejected[0].detail);
  return ids;
}

async function settleAll({ projectId }: Actor, runIds: readonly string[]): Promise<void> {
  const left = [...runIds];
  const work = async () => {
    for (let runId = left.shift(); runId !== undefined; runId = left.shift()) await settleRun({ projectId, runId });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** A fast figure of runs that were not verified would be no figure. */
async function requireScores({ projectId }: Actor): Promise<void> {
  const count = await withProject(projectId, (tx) => tx.verifierScore.count({ where: { projectId } }));
  const missing = await withProject(projectId, (tx) => tx.finding.count({ where: { projectId, code: 'verifier_missing' } }));
  if (count !== runs * SENTENCES || missing > 0) throw new Error(`${count} scores, ${missing} runs without: the figure is void`);
}
