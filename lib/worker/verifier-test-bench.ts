// Test support: a project with a verifier on 127.0.0.1, and what its runs have come to.
import pg from 'pg';
import { withProject } from '@/lib/data/database';
import { saveVerifier } from '@/lib/data/checking/verifier';
import type { RiskTerm } from '@/lib/domain/evidence';
import { answerText, type LoopbackVerifier, loopbackVerifier } from '@/lib/verifier/loopback-verifier';
import { postRun, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import type { TestDatabase } from '@/prisma/test-database';
import { settleRun } from './settle-run';
import { verifyRun } from './verify-run';

export const SECRET = 'sk-canary-2342-verifier';
/** Says the same as the policy in other words, which words alone cannot tell. */
export const PARAPHRASE = 'Customers get their money back through whichever way they had paid with.';
export const FILLER = 'Customers get a voucher for their next purchase in any of the shops.';

export const isDown: NonNullable<LoopbackVerifier['fault']> = (response) => answerText(response, 'restarting', 503);

export async function verifierTestBench(db: TestDatabase) {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const actor = await db.createProject();
  const { projectId } = actor;
  const stand = await loopbackVerifier(({ claim }) => (claim === FILLER || claim === WRONG_ANSWER ? 0.02 : 0.98));
  const rows = async <T>(sql: string) => (await owner.query(sql, [projectId])).rows as T[];
  const settled = async (output: string, by = actor) => {
    const runId = await postRun(by, { output });
    await settleRun({ projectId: by.projectId, runId });
    return runId;
  };
  const letTimePass = () =>
    owner.query(`UPDATE verifier SET paused_until = now() - interval '1 second' WHERE project_id = $1 AND paused_until IS NOT NULL`, [
      projectId,
    ]);
  return {
    actor,
    owner,
    stand,
    settled,
    connect: (over: object = {}, by = actor) =>
      saveVerifier(by, { settings: { kind: 'scorer', url: stand.scorerUrl, timeout_ms: 400, ...over }, secret: SECRET }),
    verify: () => verifyRun({ projectId }),
    read: (runId: string, by = actor) => readRun(by.projectId, runId),
    /** What a run comes to in a project without a verifier. */
    withoutVerifier: async (output: string) => {
      const other = await db.createProject();
      return readRun(other.projectId, await settled(output, other));
    },
    /** Runs settled while it was down, and then it is up and its pause over. */
    settledWhileDown: async (...outputs: string[]) => {
      stand.fault = isDown;
      const runIds: string[] = [];
      for (const output of outputs) runIds.push(await settled(output));
      stand.fault = null;
      stand.calls.length = 0;
      await letTimePass();
      return runIds;
    },
    letTimePass,
    waiting: async () =>
      (await rows<{ run_id: string }>(`SELECT run_id FROM verifier_wait WHERE project_id = $1 ORDER BY since`)).map((row) => row.run_id),
    /** Milliseconds until the job that verifies late. */
    jobs: async () =>
      (
        await rows<{ ms: number }>(
          `SELECT (extract(epoch FROM run_at - now()) * 1000)::float8 AS ms FROM graphile_worker.jobs WHERE key = 'verify-run:' || $1::text`,
        )
      ).map(({ ms }) => ms),
    close: () => Promise.all([stand.close(), owner.end()]),
  };
}
export type VerifierTestBench = Awaited<ReturnType<typeof verifierTestBench>>;

function readRun(projectId: string, runId: string) {
  const where = { projectId, runId };
  return withProject(projectId, async (tx) => {
    const claims = await tx.claim.findMany({ where, orderBy: { ordinal: 'asc' } });
    const run = await tx.run.findUniqueOrThrow({ where: { projectId_runId: where } });
    return {
      risk: run.risk,
      phase: run.phase,
      codes: run.codes,
      risks: claims.map(({ risk }) => risk),
      terms: claims.flatMap(({ terms }) => terms as unknown as RiskTerm[]).filter(({ group }) => group === 'verifier'),
      findings: await tx.finding.findMany({ where: { ...where, code: 'verifier_missing' } }),
    };
  });
}
