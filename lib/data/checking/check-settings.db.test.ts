import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { recheckAfterChange } from '@/lib/worker/recheck-after-change';
import { settleRun } from '@/lib/worker/settle-run';
import { postRun, RIGHT_ANSWER } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { saveCheckSetting } from './check-settings';
import { getCheck, listChecks } from './checks';
import { withProject } from '@/lib/data/database';
import { putQueue } from '@/lib/data/queues/queues';
import { claimItem } from '@/lib/data/queues/item-claim';
import { getRun } from '@/lib/data/runs/run-detail';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const NUMBERS = 'number_not_in_source';
const OFF = { is_enabled: false, severity: null };

async function checked(actor: Actor): Promise<string> {
  const runId = await postRun(actor, { output: `${RIGHT_ANSWER} Customers of tier 7731 are paid in vouchers.` });
  await settleRun({ projectId: actor.projectId, runId });
  return runId;
}
const found = async (actor: Actor, runId: string) => (await getRun(actor, runId)).findings.find(({ code }) => code === NUMBERS) ?? null;
const waiting = (projectId: string, kind: string) =>
  withProject(projectId, async (tx) => {
    const rows = await tx.$queryRaw<{ runId: string | null }[]>`
      SELECT j.payload->>'runId' AS "runId" FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = ${kind} AND j.payload->>'projectId' = ${projectId}`;
    return rows.map(({ runId }) => runId);
  });

describe('settings of checks', () => {
  it('hold for what is checked from then on, in this project alone, and each checking names the version it went by', async () => {
    const [mine, theirs] = [await db.createProject(), await db.createProject()];
    const before = await checked(mine);
    expect(await found(mine, before)).toMatchObject({ severity: 'high' });
    await saveCheckSetting(mine, NUMBERS, { is_enabled: true, severity: 'low', reason: 'Catalogue numbers are made up on purpose.' });
    const graver = await checked(mine);
    expect(await found(mine, graver)).toMatchObject({ severity: 'low' });
    await saveCheckSetting(mine, NUMBERS, OFF);
    const without = await checked(mine);
    expect(await found(mine, without)).toBeNull();
    expect((await getRun(mine, without)).summary.risk).toBeLessThan((await getRun(mine, before)).summary.risk as number);
    expect(await found(theirs, await checked(theirs))).toMatchObject({ severity: 'high' });
    const { projectId } = mine;
    const versions = await withProject(projectId, (tx) =>
      tx.risk.findMany({ where: { projectId, runId: { in: [before, graver, without] } }, select: { runId: true, checksVersion: true } }),
    );
    expect(new Map(versions.map(({ runId, checksVersion }) => [runId, checksVersion]))).toEqual(
      new Map([
        [before, 0],
        [graver, 1],
        [without, 2],
      ]),
    );
  });

  it('are versions with who, when and why, recorded in the trail without the words of the reason', async () => {
    const owner = await db.createProject();
    const lead = await db.createMember(owner, 'lead');
    await saveCheckSetting(lead, NUMBERS, { ...OFF, reason: 'Too noisy.' });
    await saveCheckSetting(owner, NUMBERS, { is_enabled: true, severity: 'medium' });
    const { history, codes } = await getCheck(owner, 'numbers');
    expect(history).toMatchObject([
      { code: NUMBERS, version: 2, isEnabled: true, severity: 'medium', by: owner.name },
      { code: NUMBERS, version: 1, isEnabled: false, severity: null, by: lead.name, reason: 'Too noisy.' },
    ]);
    expect(codes.find(({ code }) => code === NUMBERS)).toMatchObject({ isEnabled: true, severity: 'medium', ownSeverity: 'high' });
    const { projectId } = owner;
    const entries = await withProject(projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId, type: 'check.changed' }, orderBy: { idx: 'asc' } }),
    );
    expect(entries).toHaveLength(2);
    expect(entries[0]?.payload).toContain(`"code":"${NUMBERS}"`);
    expect(entries[0]?.payload).not.toContain('noisy');
  });

  it('refuse who may not, what is unknown, what says that nothing was checked, and a change of what somebody else changed', async () => {
    const owner = await db.createProject();
    const reviewer = await db.createMember(owner, 'reviewer');
    await expect(saveCheckSetting(reviewer, NUMBERS, OFF)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(saveCheckSetting(owner, 'no_such_code', OFF)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(saveCheckSetting(owner, 'run_not_checked', OFF)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(saveCheckSetting(owner, NUMBERS, { ...OFF, severity: 'fatal' })).rejects.toMatchObject({ kind: 'invalid' });
    await saveCheckSetting(owner, NUMBERS, { ...OFF, base_version: 0 });
    await expect(saveCheckSetting(owner, NUMBERS, { ...OFF, is_enabled: true, base_version: 0 })).rejects.toMatchObject({
      code: 'stale_setting',
    });
    const { checks } = await listChecks(reviewer);
    expect(checks.flatMap(({ codes }) => codes).find(({ code }) => code === NUMBERS)?.isEnabled).toBe(false);
  });

  it('change at once for two people who save at the same moment, or one of them is told', async () => {
    const owner = await db.createProject();
    const codes = ['retried', 'refusal', 'tool_empty', 'evidence_thin', 'weak_match'];
    const saved = await Promise.allSettled(codes.map((code) => saveCheckSetting(owner, code, OFF)));
    const kept = saved.filter(({ status }) => status === 'fulfilled').length;
    for (const result of saved) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stale_setting' });
    const off = (await listChecks(owner)).checks.flatMap((check) => check.codes).filter(({ isEnabled }) => !isEnabled);
    expect(kept).toBeGreaterThan(0);
    expect(off).toHaveLength(kept);
  });

  it('have open runs checked again when asked, and leave those that somebody decided or holds', async () => {
    const owner = await db.createProject();
    const { projectId } = owner;
    await putQueue(owner, 'numbers', { rules: [{ name: 'wrong numbers', when: { code: [NUMBERS] } }] });
    const held = await checked(owner);
    await claimItem(owner, 'numbers');
    const decided = await checked(owner);
    await withProject(projectId, (tx) => tx.run.updateMany({ where: { projectId, runId: decided }, data: { reviewOutcome: 'approved' } }));
    const open = await checked(owner);
    await saveCheckSetting(owner, NUMBERS, { is_enabled: true, severity: 'info' });
    expect(await waiting(projectId, 'recheck-open-runs')).toEqual([]);
    await saveCheckSetting(owner, NUMBERS, { ...OFF, recheck: true });
    expect(await waiting(projectId, 'recheck-open-runs')).toHaveLength(1);
    const before = await waiting(projectId, 'settle-run');
    await recheckAfterChange({ projectId, code: NUMBERS });
    const asked = await waiting(projectId, 'settle-run');
    expect(asked.filter((runId) => !before.includes(runId) || runId === open)).toEqual([open]);
    await settleRun({ projectId, runId: open });
    expect(await found(owner, open)).toBeNull();
    expect(await found(owner, held)).not.toBeNull();
    expect(await found(owner, decided)).not.toBeNull();
  });
});
