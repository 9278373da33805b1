// What is timed at each size: searches, filters, runs of many steps, siblings, blast radius, patterns, drift, cost.
import { getBlastRadius } from '@/lib/data/incidents/blast-radius';
import { getCost } from '@/lib/data/insights/cost';
import { withProject } from '@/lib/data/database';
import { getDrift } from '@/lib/data/insights/drift';
import { findRuns } from '@/lib/data/find/find-runs';
import { listWeakPassages } from '@/lib/data/insights/passages';
import { listPatterns } from '@/lib/data/insights/patterns';
import { listPromptVersions } from '@/lib/data/insights/prompt-versions';
import { listRetrievalDrift } from '@/lib/data/insights/retrieval-drift';
import { getRun } from '@/lib/data/runs/run-detail';
import { lookup } from '@/lib/data/runs/run-lookup';
import { listSiblings } from '@/lib/data/runs/run-siblings';
import { listRuns } from '@/lib/data/runs/runs';
import { getSiblingGroup } from '@/lib/data/runs/sibling-group';
import { getStepColumns } from '@/lib/data/runs/step-columns';
import { newId } from '@/lib/domain/new-id';
import { costQuerySchema } from '@/lib/domain/cost/cost-view';
import { driftQuerySchema } from '@/lib/domain/drift/drift-view';
import { patternQuerySchema } from '@/lib/domain/pattern/pattern-query';
import { passageQuerySchema } from '@/lib/domain/pattern/passage-standing';
import type { Actor } from '@/lib/domain/policy';
import { promptQuerySchema } from '@/lib/domain/prompt/prompt-versions';
import { retrievalQuerySchema } from '@/lib/domain/retrieval/retrieval-view';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import type { Task } from './measure';
import { random } from './random';

interface Sample {
  runId: string;
  sessionId: string | null;
  input: string;
  context: string;
  documentId: string | null;
  stepId: string | null;
}

/** Questions are drawn from runs spread over the whole period; the same draw for every size. */
export async function tasksOf(projectId: string, runs: number): Promise<Task[]> {
  const actor: Actor = { userId: newId(), name: 'bench', projectId, projectSlug: 'scale', role: 'owner', via: 'session', scopes: [] };
  const samples = await sample(projectId, runs);
  const of = (script: RegExp) => samples.filter(({ context }) => script.test(context));
  const [latin, han, arabic] = [of(/^[^\n]*\n[A-Za-z]/), of(/\p{Script=Han}/u), of(/\p{Script=Arabic}/u)];
  const at = <T>(list: readonly T[], round: number): T => list[round % list.length] as T;
  const find = (name: string, phrase: (round: number) => string): Task => ({
    name: `find ${name}`,
    run: async (round) => (await findRuns(actor, phrase(round)))?.hits.length ?? 0,
  });
  const list = (name: string, query: object): Task => ({
    name: `list ${name}`,
    run: async () => (await listRuns(actor, runQuerySchema.parse(query))).runs.length,
  });
  const day = { from: '2026-09-10', to: '2026-11-29' };
  const whole = samples.filter(({ stepId }) => stepId !== null);
  return [
    find('a phrase of one question', (round) => at(latin, round).input),
    find('a phrase of a passage', (round) => words(at(latin, round).context.split('\n')[1] ?? '', round, 5)),
    find('two frequent words', (round) => words(at(latin, round).context.split('\n')[1] ?? '', round, 2)),
    find('a part of a word', (round) => longest(at(latin, round).input).slice(1, -1)),
    find('a phrase that no run has', (round) => `${longest(at(latin, round).input)} qqzx ${longest(at(latin, round + 1).input)}`),
    find('a word that no run has', (round) => `qqzx${round}`),
    find('two Chinese characters', (round) => characters(at(han, round).context, /\p{Script=Han}{2}/gu, round)),
    find('six Chinese characters', (round) => characters(at(han, round).context, /\p{Script=Han}{6}/gu, round)),
    find('Arabic words', (round) => words(at(arabic, round).context.split('\n')[1] ?? '', round, 3)),
    { name: 'lookup by run id', run: async (round) => (await lookup(actor, at(samples, round).runId)).matches.length },
    { name: 'lookup by span id', run: async (round) => (await lookup(actor, at(whole, round).stepId ?? '')).matches.length },
    { name: 'lookup by session id', run: async (round) => (await lookup(actor, at(samples, round).sessionId ?? '')).matches.length },
    { name: 'lookup by document id', run: async (round) => (await lookup(actor, at(samples, round).documentId ?? '')).matches.length },
    { name: 'lookup of an id that is none', run: async (round) => 1 + (await lookup(actor, random(9, round).hex(32))).matches.length },
    list('newest', {}),
    list('most at risk', { sort: '-risk' }),
    list('by a frequent route', { route: 'policy' }),
    list('by route, version and finding', { route: 'contracts', prompt_version: 'v2', code: 'tool_failed' }),
    list('by a rare finding', { code: 'fallback_taken' }),
    list('by an old version', { prompt_version: 'v1' }),
    list('rejected', { state: 'rejected' }),
    list('escalated (none)', { state: 'escalated' }),
    list('slow and dear', { latency_min: 3900, cost_min: 0.001 }),
    list('by a value that is none', { route: 'no-such-route' }),
    { name: 'open a run', run: async (round) => (await getRun(actor, at(whole, round).runId)) && 1 },
    ...(await longRuns(projectId)).flatMap((runId): Task[] => {
      const name = runId.replace('long-', 'a run of ');
      return [
        { name: `open ${name} steps`, run: async () => (await getStepColumns(actor, runId)).ids.length },
        { name: `every step of ${name}`, run: () => allSteps(actor, runId) },
      ];
    }),
    { name: 'siblings', run: async (round) => 1 + (await listSiblings(actor, at(samples, round).runId)).length },
    {
      name: 'group of siblings',
      run: async (round) => ((await getSiblingGroup(actor, at(samples, round).runId, { by: 'prompt_version', inputs: 'near' })) ? 1 : 0),
    },
    { name: 'blast radius, 30 days', run: async (round) => ((await getBlastRadius(actor, at(whole, round).runId, { days: 30 })) ? 1 : 0) },
    {
      name: 'patterns',
      run: async () => ((await listPatterns(actor, patternQuerySchema.parse({}), new Date('2026-11-29T12:00:00Z'))) ? 1 : 0),
    },
    {
      name: 'weak passages',
      run: async () => (await listWeakPassages(actor, passageQuerySchema.parse({}))).passages.length,
    },
    {
      name: 'retrieval of recurring questions',
      run: async () => (await listRetrievalDrift(actor, retrievalQuerySchema.parse({}))).questions.length,
    },
    {
      name: 'prompt versions',
      run: async () => (await listPromptVersions(actor, promptQuerySchema.parse({}), new Date('2026-11-29T12:00:00Z'))).versions.length,
    },
    { name: 'drift', run: async () => ((await getDrift(actor, driftQuerySchema.parse({}))) ? 1 : 0) },
    { name: 'cost', run: async () => ((await getCost(actor, costQuerySchema.parse(day))) ? 1 : 0) },
  ];
}

async function sample(projectId: string, runs: number): Promise<Sample[]> {
  const from = random(77);
  const places = Array.from({ length: 400 }, () => Math.floor(from.next() * runs));
  return withProject(
    projectId,
    (tx) => tx.$queryRaw<Sample[]>`
      SELECT s.run_id AS "runId", r.session_id AS "sessionId", s.input, s.context, r.document_ids[1] AS "documentId",
        (SELECT t.step_id FROM step t WHERE t.project_id = ${projectId}::uuid AND t.run_id = s.run_id LIMIT 1) AS "stepId"
      FROM run_search s JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = s.run_id
      WHERE s.project_id = ${projectId}::uuid AND s.seq = ANY(${places}::int[]) AND s.run_id NOT LIKE 'long-%' ORDER BY s.seq`,
  );
}

/** As the page reads them, chunk after chunk. */
async function allSteps(actor: Actor, runId: string): Promise<number> {
  const first = await getStepColumns(actor, runId);
  let count = first.ids.length;
  while (count < first.total) count += (await getStepColumns(actor, runId, { from: count, state: first.state })).ids.length;
  return count;
}

async function longRuns(projectId: string): Promise<string[]> {
  const rows = await withProject(projectId, (tx) =>
    tx.run.findMany({
      where: { projectId, runId: { startsWith: 'long-' } },
      select: { runId: true, stepCount: true },
      orderBy: { stepCount: 'asc' },
    }),
  );
  return rows.map(({ runId }) => runId);
}

/** So many neighbouring words, from the place that the round says. */
function words(text: string, round: number, count: number): string {
  const all = text.split(' ');
  const from = (round * 7) % Math.max(1, all.length - count);
  return all.slice(from, from + count).join(' ');
}

function longest(text: string): string {
  return text
    .split(/\s+/)
    .reduce((best, word) => (word.length > best.length ? word : best), '')
    .replace(/[?.,]+$/, '');
}

function characters(text: string, shape: RegExp, round: number): string {
  const all = text.match(shape) ?? [''];
  return all[round % all.length] ?? '';
}
