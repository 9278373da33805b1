// What a page of hits says of each run: where the words stand, with the passage and document when it is the context.
import 'server-only';
import type { FindHit, HitExcerpt } from '@/lib/domain/find/find-hit';
import { excerptOf, phraseMarks } from '@/lib/domain/find/mark-phrase';
import type { Phrase } from '@/lib/domain/find/phrase';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import type { Tx } from './database';
import { summaries } from './runs-holding';
import type { SearchedRun } from './search-blocks';

/** Of one run: more places of a phrase are seen when it is opened. */
const MAX_EXCERPTS = 3;

interface PassageRow {
  runId: string;
  passageId: string;
  documentId: string | null;
  version: number | null;
  page: number | null;
  content: string;
}

/** In the order of `runs`. */
export async function findHits(tx: Tx, projectId: string, runs: readonly SearchedRun[], phrases: readonly Phrase[]): Promise<FindHit[]> {
  const known = new Map((await summaries(tx, projectId, runs)).map((run) => [run.runId, run]));
  const inContext = runs.filter((run) => excerptCount(run, phrases) < MAX_EXCERPTS && phraseMarks(run.context, phrases).length > 0);
  const passages = await passagesOf(tx, projectId, inContext);
  return runs.flatMap((run) => {
    const summary = known.get(run.runId);
    return summary ? [hitOf(summary, run, phrases, passages.get(run.runId) ?? [])] : [];
  });
}

function hitOf(summary: RunSummary, run: SearchedRun, phrases: readonly Phrase[], passages: readonly PassageRow[]): FindHit {
  const { runId, name, startedAt, route, promptVersion, modelName, codes, risk, reviewOutcome } = summary;
  const excerpts = [
    ...(['input', 'output'] as const).flatMap((place) => excerpt(place, run[place], phrases, null)),
    ...passages.flatMap((passage) => {
      const { passageId, documentId, version, page } = passage;
      return excerpt('context', passage.content, phrases, { passageId, documentId, version, page });
    }),
  ];
  // Instructions and what goes from one passage into the next belong to no passage.
  const all = excerpts.length > 0 ? excerpts : excerpt('context', run.context, phrases, null);
  return { runId, name, startedAt, route, promptVersion, modelName, codes, risk, reviewOutcome, excerpts: all.slice(0, MAX_EXCERPTS) };
}

function excerpt(place: HitExcerpt['place'], text: string, phrases: readonly Phrase[], source: HitExcerpt['source']): HitExcerpt[] {
  const marks = phraseMarks(text, phrases);
  return marks.length === 0 ? [] : [{ place, source, ...excerptOf(text, marks) }];
}

function excerptCount({ input, output }: SearchedRun, phrases: readonly Phrase[]): number {
  return [input, output].filter((text) => phraseMarks(text, phrases).length > 0).length;
}

async function passagesOf(tx: Tx, projectId: string, runs: readonly SearchedRun[]): Promise<Map<string, PassageRow[]>> {
  const groups = new Map<string, PassageRow[]>();
  if (runs.length === 0) return groups;
  const ids = runs.map(({ runId }) => runId);
  const rows = await tx.$queryRaw<PassageRow[]>`
    SELECT p.run_id AS "runId", p.passage_id AS "passageId", p.document_id AS "documentId", p.version, p.page, p.content
    FROM run r JOIN passage p ON p.project_id = ${projectId}::uuid AND p.run_id = r.run_id AND p.revision = r.revision
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${ids}::text[]) ORDER BY p.run_id, p.ordinal`;
  for (const row of rows) groups.set(row.runId, [...(groups.get(row.runId) ?? []), row]);
  return groups;
}
