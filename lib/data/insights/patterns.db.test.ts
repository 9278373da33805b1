import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patternQuerySchema } from '@/lib/domain/pattern/pattern-query';
import {
  patternDetailResponse,
  patternDetailResponseSchema,
  patternListResponse,
  patternListResponseSchema,
} from '@/lib/domain/pattern/pattern-response';
import type { Actor } from '@/lib/domain/policy';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { createPattern, TOOL_FAILED } from '@/prisma/scenarios/failure-pattern';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { countDays } from './count-days';
import { withProject } from '@/lib/data/database';
import { markDays } from './day-marks';
import { getPattern } from './pattern-detail';
import { savePatternSetting } from './pattern-settings';
import { listPatterns } from './patterns';
import { listRuns } from '@/lib/data/runs/runs';

const NOW = new Date('2026-11-30T12:00:00Z');
const [NOT_FOUND, RESET, EVIDENCE] = ['p1-aaaaaaaaaaaa-111111111111', 'p1-aaaaaaaaaaaa-222222222222', 'p1-bbbbbbbbbbbb-333333333333'];
const TOOL = 'p1-aaaaaaaaaaaa';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Some {
  count: number;
  /** Days before `NOW`. */
  ago: number;
  key: string | null;
  outcome?: string | null;
  promptVersion?: string;
}

/** So many checked runs of a day; ids tell what they are. */
async function runsOf(actor: Actor, some: readonly Some[]): Promise<void> {
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const runs = some.flatMap(({ count, ago, key, outcome = null, promptVersion = '1' }, at) =>
      Array.from({ length: count }, (_, index) => {
        const startedAt = new Date(NOW.getTime() - ago * 86_400_000 - index);
        const runId = `R-${key?.slice(-3) ?? 'fine'}-${at}-${index}`;
        const times = { startedAt, receivedAt: startedAt, lastStepAt: startedAt, evaluatedAt: startedAt };
        const said = { codes: key ? ['tool_failed'] : [], tags: [], documentIds: [], inputPreview: 'Where is my order?' };
        return {
          projectId,
          runId,
          source: 'plain',
          phase: 'evaluated',
          patternKey: key,
          reviewOutcome: outcome,
          promptVersion,
          ...times,
          ...said,
        };
      }),
    );
    await tx.run.createMany({ data: runs });
    await markDays(
      tx,
      projectId,
      runs.map(({ startedAt }) => startedAt.toISOString().slice(0, 10)),
    );
  });
}

/** 2,000 checked runs in two weeks: one failure grows from 10 to 40, one is as it was, one came back. */
async function story(): Promise<Actor> {
  const actor = await db.createProject();
  const [typicalRunId, firstSeenAt] = ['', new Date('2026-10-01T00:00:00Z')];
  await createPattern(actor.projectId, { patternKey: NOT_FOUND, coarseKey: TOOL, typicalRunId, firstSeenAt });
  await createPattern(actor.projectId, {
    patternKey: RESET,
    coarseKey: TOOL,
    typicalRunId,
    firstSeenAt,
    made: { ...TOOL_FAILED, template: 'connection reset' },
  });
  const made = {
    ...TOOL_FAILED,
    code: 'number_not_in_source',
    layer: 'evidence' as const,
    step: null,
    route: 'billing',
    codes: ['number_not_in_source'],
  };
  await createPattern(actor.projectId, { patternKey: EVIDENCE, coarseKey: EVIDENCE.slice(0, 15), typicalRunId, firstSeenAt, made });
  await runsOf(actor, [
    { count: 30, ago: 1, key: NOT_FOUND, promptVersion: '2' },
    { count: 4, ago: 2, key: NOT_FOUND, outcome: 'corrected', promptVersion: '2' },
    { count: 1, ago: 2, key: NOT_FOUND, outcome: 'approved', promptVersion: '2' },
    { count: 5, ago: 3, key: RESET, promptVersion: '2' },
    { count: 10, ago: 9, key: NOT_FOUND },
    { count: 11, ago: 2, key: EVIDENCE },
    { count: 9, ago: 10, key: EVIDENCE },
    { count: 949, ago: 1, key: null },
    { count: 981, ago: 8, key: null },
    { count: 7, ago: 40, key: NOT_FOUND },
  ]);
  await countDays(actor.projectId);
  return actor;
}
const list = (actor: Actor, query: object = {}) => listPatterns(actor, patternQuerySchema.parse(query), NOW);

describe('the list of patterns', () => {
  it('groups failures by what fails where, with share, trend and what reviewers said', async () => {
    const actor = await story();
    const found = await list(actor);
    expect(found).toMatchObject({ groupCount: 2, mutedCount: 0, checkedRuns: 2000, failingRuns: 70 });
    const [tool, evidence] = found.groups;
    expect(tool).toMatchObject({
      key: TOOL,
      title: 'Tool failed in get_order',
      runs: 50,
      patternCount: 2,
      outcomes: { wrong: 4, fine: 1, open: 45 },
      week: { now: 40, before: 10, checkedNow: 1000, checkedBefore: 1000, trend: 'growing' },
      made: { template: null },
    });
    expect(tool?.share?.share).toBe(0.025);
    expect(tool?.week.difference?.difference).toBeCloseTo(0.03, 12);
    expect(tool?.week.difference?.low).toBeGreaterThan(0.015);
    expect(tool?.byDay.slice(-4)).toEqual([5, 5, 30, 0]);
    expect(tool?.patterns.map(({ key, runs, made }) => [key, runs, made.template])).toEqual([
      [NOT_FOUND, 45, 'Order <n> not found'],
      [RESET, 5, 'connection reset'],
    ]);
    expect(tool?.typicalRunId).toMatch(/^R-111-/);
    expect(evidence).toMatchObject({
      title: 'Number not in any source on route billing',
      runs: 20,
      week: { now: 11, before: 9, trend: 'steady' },
    });
    expect(patternListResponseSchema.parse(patternListResponse(found)).groups).toHaveLength(2);
  });

  it('can be asked for what grows, and in the order of growth', async () => {
    const actor = await story();
    expect((await list(actor, { trend: 'growing' })).groups.map(({ key }) => key)).toEqual([TOOL]);
    expect((await list(actor, { trend: 'gone' })).groups).toEqual([]);
    expect((await list(actor, { sort: '-change', limit: 1 })).groups.map(({ key }) => key)).toEqual([TOOL]);
  });

  it('leaves out what is muted, until it is asked for', async () => {
    const actor = await story();
    const { projectId } = actor;
    await savePatternSetting(actor, TOOL, { name: 'Lost orders', is_muted: true, reason: 'Known: the shop moves on Friday.' });
    expect(await list(actor)).toMatchObject({ mutedCount: 1, groups: [{ key: EVIDENCE.slice(0, 15) }] });
    const { groups } = await list(actor, { muted: 'true' });
    expect(groups[0]).toMatchObject({ key: TOOL, setting: { name: 'Lost orders', isMuted: true, by: actor.name } });
    const trail = await withProject(projectId, (tx) => tx.trailEntry.findMany({ where: { projectId, type: 'pattern.changed' } }));
    expect(trail).toHaveLength(1);
    expect(trail[0]?.payload).not.toContain('Friday');
  });

  it('is empty for a project without any, and closed to one that is not asked', async () => {
    const stranger = await db.createProject();
    expect(await list(stranger)).toMatchObject({ groups: [], checkedRuns: 0, countedAt: null });
    await expect(list({ ...stranger, via: 'key', scopes: ['ingest'] })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('shows no words of errors to who may not read content', async () => {
    const actor = await story();
    const viewer = await db.createMember(actor, 'viewer');
    expect((await list(viewer)).groups[0]?.patterns.map(({ made }) => made.template)).toEqual(['•••', '•••']);
  });
});

describe('one pattern', () => {
  it('tells what its runs have in common that others have not', async () => {
    const actor = await story();
    const detail = await getPattern(actor, NOT_FOUND, NOW);
    expect(detail).toMatchObject({ isGroup: false, runs: 52, group: { key: TOOL, title: 'Tool failed in get_order' }, patterns: [] });
    expect(detail.traits.find(({ value }) => value === '1')).toMatchObject({ kind: 'prompt_version', hits: 17, of: 52 });
    expect(detail.traits.find(({ value }) => value === '2')).toMatchObject({ hits: 35, of: 52, otherHits: 5 });
    expect(detail.newest).toHaveLength(12);
    expect(patternDetailResponseSchema.parse(patternDetailResponse(detail)).key).toBe(NOT_FOUND);
    expect(await getPattern(actor, TOOL, NOW)).toMatchObject({
      isGroup: true,
      runs: 57,
      group: null,
      patterns: [{ key: NOT_FOUND }, { key: RESET }],
    });
    await expect(getPattern(await db.createProject(), NOT_FOUND, NOW)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('filters the list of runs, by its key and by that of its group', async () => {
    const actor = await story();
    const count = async (pattern: string) => {
      const filters = runQuerySchema.parse({ pattern });
      return (await listRuns(actor, { ...filters, sort: '-started_at', limit: 100 })).runs.length;
    };
    expect(await Promise.all([NOT_FOUND, RESET, TOOL, 'p1-none'].map(count))).toEqual([52, 5, 57, 0]);
  });
});

describe('naming and muting', () => {
  it('needs a reason to mute, the role for it, and the version that was seen', async () => {
    const actor = await story();
    await expect(savePatternSetting(actor, TOOL, { is_muted: true })).rejects.toMatchObject({ kind: 'invalid' });
    const reviewer = await db.createMember(actor, 'reviewer');
    await expect(savePatternSetting(reviewer, TOOL, { name: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(savePatternSetting(actor, 'p1-none', { name: 'x' })).rejects.toMatchObject({ kind: 'not_found' });
    expect(await savePatternSetting(actor, TOOL, { name: 'One', base_version: 0 })).toMatchObject({ version: 1, name: 'One' });
    await expect(savePatternSetting(actor, TOOL, { name: 'Two', base_version: 0 })).rejects.toMatchObject({ kind: 'conflict' });
    await savePatternSetting(actor, RESET, { name: 'Other' });
    expect(await savePatternSetting(actor, TOOL, { name: 'One' })).toMatchObject({ version: 1 });
    await savePatternSetting(actor, TOOL, { name: 'Two', base_version: 1 });
    expect((await getPattern(actor, TOOL, NOW)).history.map(({ version, name }) => [version, name])).toEqual([
      [3, 'Two'],
      [1, 'One'],
    ]);
  });
});
