// What a reranker did: where each passage stood before it and after it.
import type { CanonicalStep, Json, RetrievedPassage } from '@/lib/domain/run/run';

export interface RankedPassage {
  passage: RetrievedPassage;
  /** From 1; null for a passage that was not given in. */
  before: number | null;
  /** From 1; null for one that was dropped. */
  after: number | null;
  /** Its score before; after is the passage's own. */
  scoreBefore: number | null;
}

/** Passages as they came out, then those that were dropped. Null when the step does not say what went in. */
export function rerankMoves({ kind, input, facts }: Pick<CanonicalStep, 'kind' | 'input' | 'facts'>): RankedPassage[] | null {
  if (kind !== 'RERANK' || !facts.passages) return null;
  const given = givenPassages(input);
  if (given.length === 0) return null;
  const left = given.map((passage, index) => ({ passage, rank: passage.rank ?? index + 1, isTaken: false }));
  const kept = facts.passages.map((passage, index): RankedPassage => {
    const found = left.find((each) => !each.isTaken && isSame(each.passage, passage));
    if (found) found.isTaken = true;
    return { passage, before: found?.rank ?? null, after: passage.rank ?? index + 1, scoreBefore: found?.passage.score ?? null };
  });
  const dropped = left
    .filter(({ isTaken }) => !isTaken)
    .map(({ passage, rank }): RankedPassage => ({ passage, before: rank, after: null, scoreBefore: passage.score ?? null }));
  return [...kept, ...dropped];
}

function isSame(a: RetrievedPassage, b: RetrievedPassage): boolean {
  return a.id !== '' && a.id === b.id ? true : a.content !== '' && a.content === b.content;
}

/** `{documents: [...]}` or a list, of texts or of objects with `id`, `content` (or `text`) and `score`. */
function givenPassages(input: Json): RetrievedPassage[] {
  const list = Array.isArray(input) ? input : typeof input === 'object' && input !== null ? input['documents'] : null;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index): RetrievedPassage[] => {
    if (typeof entry === 'string') return [{ id: String(index), content: entry }];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const { id, content, text, score, rank } = entry;
    const words = typeof content === 'string' ? content : typeof text === 'string' ? text : '';
    return [
      {
        id: typeof id === 'string' || typeof id === 'number' ? String(id) : '',
        content: words,
        ...(typeof score === 'number' ? { score } : {}),
        ...(typeof rank === 'number' ? { rank } : {}),
      },
    ];
  });
}
