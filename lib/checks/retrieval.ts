// Tells when retrieval found nothing, or nothing near: then the answer cannot come from the sources.
import { passagesInOutput } from '@/lib/domain/assemble/assemble-passages';
import type { CanonicalStep, RetrievedPassage } from '@/lib/domain/run/run';
import type { Check, CheckInput, Said } from './check';
import { counted } from './claim-words';
import { lowScores } from './retrieval-scores';
import { hasFailed, isEmptyOutput } from './step-outcome';

export interface Retrieved {
  name: string;
  stepId: string | null;
  kind: 'RETRIEVAL' | 'RERANK' | 'context';
  passages: readonly RetrievedPassage[];
}

export const retrieval: Check = {
  id: 'retrieval',
  version: '1',
  codes: [
    {
      code: 'retrieval_empty',
      title: 'Retrieval empty',
      severity: 'high',
      explanation: 'A search returned no passage. High when no search of the run found any, medium when others did.',
    },
    {
      code: 'retrieval_low_scores',
      title: 'Retrieval scores low',
      severity: 'medium',
      explanation:
        'All passages of a search scored low: below 0.2 where scores lie between 0 and 1, below 0 for rerankers and cosines, 0 where nothing matched at all, or less than half of what the run’s other searches reached. Distances and fused ranks have no such scale and are left alone.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const searches = retrievals(steps);
    const stated: Retrieved[] =
      run.facts.context && searches.length === 0
        ? [{ name: 'The context', stepId: null, kind: 'context', passages: run.facts.context }]
        : [];
    return [...empty(searches, stated), ...lowScores([...searches, ...stated])];
  },
};

/** Searches whose result is known, in order; one that failed is told as failed and not as empty. */
function retrievals(steps: readonly CanonicalStep[]): Retrieved[] {
  return steps.flatMap((step): Retrieved[] => {
    const { kind, name, stepId, facts, output } = step;
    if ((kind !== 'RETRIEVAL' && kind !== 'RERANK') || hasFailed(step)) return [];
    if (facts.passages === undefined && output === null) return [];
    const passages = facts.passages ?? passagesInOutput(output);
    return passages.length > 0 || facts.passages !== undefined || isEmptyOutput(output) ? [{ name, stepId, kind, passages }] : [];
  });
}

function empty(searches: readonly Retrieved[], stated: readonly Retrieved[]): Said[] {
  if (stated.some(({ passages }) => passages.length === 0))
    return [{ code: 'retrieval_empty', detail: 'The run states its context, and it is empty: the model had nothing to answer from.' }];
  const found = searches.filter(({ kind }) => kind === 'RETRIEVAL');
  const none = found.filter(({ passages }) => passages.length === 0);
  const [first] = none;
  if (!first) return [];
  const at = first.stepId === null ? {} : { stepId: first.stepId };
  if (none.length === found.length) {
    const what = found.length === 1 ? `${first.name} returned` : `All ${found.length} searches returned`;
    return [{ code: 'retrieval_empty', detail: `${what} no passage.`, ...at }];
  }
  const names = [...new Set(none.map(({ name }) => name))].slice(0, 3).join(', ');
  return [
    {
      code: 'retrieval_empty',
      severity: 'medium',
      detail: `${none.length} of ${counted(found.length, 'search', 'searches')} returned no passage: ${names}.`,
      ...at,
    },
  ];
}
