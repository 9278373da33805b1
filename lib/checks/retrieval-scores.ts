// What scores of retrieved passages can say without knowing how they were made: their range and their order give it away.
import type { Retrieved } from './retrieval';
import type { Said } from './check';
import { counted } from './claim-words';

/** Below this, similarity in [0, 1] and rerankers' relevance mean another subject, whatever the model. */
const LOW_SHARE = 0.2;
/** Reciprocal rank fusion with the usual constant of 60 never passes 1/61 a list: small, and no sign of anything. */
const FUSED_MAX = 0.07;
/** A search is poor beside its siblings when its best is under this share of theirs. */
const POOR_SHARE = 0.5;

export function lowScores(searches: readonly Retrieved[]): Said[] {
  const scored = searches.flatMap((search) => {
    const scores = search.passages.flatMap(({ score }) => (score === undefined || !Number.isFinite(score) ? [] : [score]));
    return scores.length > 0 && !isDistance(search) ? [{ search, best: Math.max(...scores), count: scores.length }] : [];
  });
  return scored.flatMap(({ search, best, count }): Said[] => {
    const reason =
      lowBySelf(best, search) ??
      lowBesideOthers(
        best,
        scored.filter((other) => other.search !== search && other.search.kind === search.kind).map((other) => other.best),
      );
    if (!reason) return [];
    const at = search.stepId === null ? {} : { stepId: search.stepId };
    return [
      {
        code: 'retrieval_low_scores',
        detail: `${search.name}: the best of ${counted(count, 'passage')} scored ${figure(best)}, ${reason}.`,
        ...at,
      },
    ];
  });
}

/** Ranked by the retriever, and the numbers rise along the ranks: smaller is nearer, so they are distances. */
function isDistance({ passages }: Retrieved): boolean {
  if (
    passages.some(
      ({ metadata }) =>
        metadata !== undefined && (Object.hasOwn(metadata, 'distance') || /distance|l2|euclid/iu.test(String(metadata['metric'] ?? ''))),
    )
  )
    return true;
  const ranked = passages
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ score }) => score as number);
  const first = ranked[0];
  const last = ranked.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    last > first &&
    ranked.every((score, index) => index === 0 || score >= (ranked[index - 1] as number))
  );
}

function lowBySelf(best: number, { kind }: Retrieved): string | null {
  if (best < 0)
    return kind === 'RERANK'
      ? 'below 0: the reranker takes none of them for relevant'
      : 'below 0: none of them points the same way as the question';
  if (best === 0) return 'which is nothing at all';
  return best > FUSED_MAX && best < LOW_SHARE ? `below ${LOW_SHARE} on a scale that ends at 1` : null;
}

function lowBesideOthers(best: number, others: readonly number[]): string | null {
  if (others.length === 0 || best <= 0) return null;
  const sorted = [...others].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] as number;
  return best < POOR_SHARE * middle ? `less than half of what the run’s other searches reached (${figure(middle)})` : null;
}

const figure = (score: number): string => String(Number(score.toPrecision(3)));
