// What a page of hits says of each run: where the words stand, with the passage and document when it is the context.
import 'server-only';
import type { FindHit, HitExcerpt } from '@/lib/domain/find/find-hit';
import { folded } from '@/lib/domain/find/fold-text';
import { excerptOf, holdsPhrase, phraseMarks } from '@/lib/domain/find/mark-phrase';
import type { Phrase } from '@/lib/domain/find/phrase';
import { groupBy } from '@/lib/domain/group-by';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import type { Tx } from '@/lib/data/database';
import { summaries } from '@/lib/data/runs/runs-holding';
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
  const own = new Map(
    runs.map((run) => [run.runId, (['input', 'output'] as const).flatMap((place) => excerpt(place, run[place], phrases, null))]),
  );
  const inContext = runs.filter(({ runId, context }) => (own.get(runId)?.length ?? 0) < MAX_EXCERPTS && holds(context, phrases));
  const passages = await holdingPassages(tx, projectId, inContext, phrases);
  return runs.flatMap((run) => {
    const summary = known.get(run.runId);
    return summary ? [hitOf(summary, run, phrases, own.get(run.runId) ?? [], passages.get(run.runId) ?? [])] : [];
  });
}

function hitOf(
  summary: RunSummary,
  run: SearchedRun,
  phrases: readonly Phrase[],
  own: readonly HitExcerpt[],
  passages: readonly PassageRow[],
): FindHit {
  const { runId, name, startedAt, route, promptVersion, modelName, codes, risk, reviewOutcome } = summary;
  const excerpts = [...own];
  for (const { passageId, documentId, version, page, content } of passages) {
    if (excerpts.length >= MAX_EXCERPTS) break;
    excerpts.push(...excerpt('context', content, phrases, { passageId, documentId, version, page }));
  }
  // Instructions and what goes from one passage into the next belong to no passage.
  const all = excerpts.length > 0 ? excerpts : excerpt('context', run.context, phrases, null);
  return { runId, name, startedAt, route, promptVersion, modelName, codes, risk, reviewOutcome, excerpts: all.slice(0, MAX_EXCERPTS) };
}

function excerpt(place: HitExcerpt['place'], text: string, phrases: readonly Phrase[], source: HitExcerpt['source']): HitExcerpt[] {
  if (!holds(text, phrases)) return [];
  const marks = phraseMarks(text, phrases);
  return marks.length === 0 ? [] : [{ place, source, ...excerptOf(text, marks) }];
}

/** Folding without places is the faster half: most passages hold nothing. */
function holds(text: string, phrases: readonly Phrase[]): boolean {
  const plain = folded(text);
  return phrases.some((phrase) => holdsPhrase(plain, phrase));
}

/** Whole passages of a run are looked through a page at a time: one with thousands of them is rare, and rarely needs the last. */
const PAGES = [100, 2000, 1_000_000] as const;

/** For each run its passages that hold one of the phrases, from the first page of passages in which one does. */
async function holdingPassages(
  tx: Tx,
  projectId: string,
  runs: readonly SearchedRun[],
  phrases: readonly Phrase[],
): Promise<Map<string, PassageRow[]>> {
  const held: PassageRow[] = [];
  let open = runs.map(({ runId }) => runId);
  let from = 0;
  for (const size of PAGES) {
    if (open.length === 0) break;
    const read = groupBy(await readPassages(tx, projectId, open, from, from + size), ({ runId }) => runId);
    const left: string[] = [];
    for (const [runId, rows] of read) {
      const holding = rows.filter(({ content }) => holds(content, phrases));
      held.push(...holding.slice(0, MAX_EXCERPTS));
      if (holding.length === 0 && rows.length === size) left.push(runId);
    }
    open = left;
    from += size;
  }
  return groupBy(held, ({ runId }) => runId);
}

/** Passages `from` to before `to` of each run, in order. */
function readPassages(tx: Tx, projectId: string, runIds: readonly string[], from: number, to: number): Promise<PassageRow[]> {
  return tx.$queryRaw<PassageRow[]>`
    SELECT p.run_id AS "runId", p.passage_id AS "passageId", p.document_id AS "documentId", p.version, p.page, p.content
    FROM run r JOIN passage p ON p.project_id = ${projectId}::uuid AND p.run_id = r.run_id AND p.revision = r.revision
      AND p.ordinal >= ${from}::int AND p.ordinal < ${to}::int
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${[...runIds]}::text[]) ORDER BY p.run_id, p.ordinal`;
}
