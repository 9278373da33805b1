// What scores of retrieved passages can say without knowing how they were made: their range and their order give it away.
import { groupBy } from '@/lib/domain/group-by';
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
    const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    return scores.length > 0 && !isDistance(search) ? [{ search, best, count: scores.length }] : [];
  });
  const ranks = new Map([...groupBy(scored, ({ search }) => search.kind)].map(([kind, group]) => [kind, ranked(group)]));
  return scored.flatMap(({ search, best, count }): Said[] => {
    const reason = lowBySelf(best, search) ?? lowBesideOthers(best, ranks.get(search.kind) as Ranked);
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
  const inOrder = passages
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ score }) => score as number);
  const first = inOrder[0];
  const last = inOrder.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    last > first &&
    inOrder.every((score, index) => index === 0 || score >= (inOrder[index - 1] as number))
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

interface Ranked {
  /** The best scores of the searches of one kind, ascending. */
  sorted: number[];
  /** Where each of them stands first. */
  firstAt: Map<number, number>;
}

/** Sorted once for all: a run of 100,000 steps may search 20,000 times. */
function ranked(searches: readonly { best: number }[]): Ranked {
  const sorted = searches.map(({ best }) => best).sort((a, b) => a - b);
  const firstAt = new Map<number, number>();
  sorted.forEach((best, at) => {
    if (!firstAt.has(best)) firstAt.set(best, at);
  });
  return { sorted, firstAt };
}

/** The middle of the others is found by leaving this one out of all of them. */
function lowBesideOthers(best: number, { sorted, firstAt }: Ranked): string | null {
  if (sorted.length < 2 || best <= 0) return null;
  const at = Math.floor((sorted.length - 1) / 2);
  const middle = sorted[at < (firstAt.get(best) ?? 0) ? at : at + 1] as number;
  return best < POOR_SHARE * middle ? `less than half of what the run’s other searches reached (${figure(middle)})` : null;
}

const figure = (score: number): string => String(Number(score.toPrecision(3)));
