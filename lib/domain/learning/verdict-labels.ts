// What review events say about runs and claims, as labels: was the run changed, was the claim wrong.
import { groupBy } from '@/lib/domain/group-by';
import { decisionRecordSchema, type RecordedEvent, verdictRecordSchema } from '@/lib/domain/review/review-record';

export type LabelEvent = Pick<RecordedEvent, 'eventId' | 'seq' | 'claimId' | 'decisionId' | 'body'> & {
  runId: string;
  itemId: string | null;
  revision: string | null;
};

export interface RunLabel {
  runId: string;
  /** Corrected or rejected; approved runs are good. */
  isBad: boolean;
  /** The revision that was decided. */
  revision: string;
  /** Reviewers of different queues decided differently. */
  isDisagreeing: boolean;
  claims: { claimId: string; isWrong: boolean }[];
}

/**
 * One label a run. An amendment takes the place of what it amends. Where two reviewers decided, in two queues, both records stay
 * and the last decision is the label, as it is the run's outcome. Claims are labelled by the verdicts of the decisions in force,
 * the last one first; a verdict that cannot tell labels nothing.
 */
export function runLabels(events: readonly LabelEvent[]): RunLabel[] {
  return [...groupBy(events, ({ runId }) => runId)].flatMap(([runId, ofRun]) => labelOf(runId, ofRun));
}

function labelOf(runId: string, events: readonly LabelEvent[]): RunLabel[] {
  const decisions = events
    .flatMap((event) => {
      const parsed = decisionRecordSchema.safeParse(event.body);
      return parsed.success ? [{ ...event, decision: parsed.data }] : [];
    })
    .sort((a, b) => a.seq - b.seq);
  const amended = new Set(decisions.map(({ decision }) => decision.amends));
  const inForce = decisions.filter(({ eventId }) => !amended.has(eventId));
  const last = inForce.at(-1);
  if (!last || last.revision === null) return [];
  const outcomes = inForce.map(({ decision }) => decision.outcome !== 'approved');
  const claims = new Map<string, boolean>();
  for (const { eventId } of inForce.toReversed())
    for (const { claimId, body } of events.filter(({ decisionId, claimId: id }) => decisionId === eventId && id !== null)) {
      const isWrong = claimLabel(body);
      if (claimId !== null && isWrong !== null && !claims.has(claimId)) claims.set(claimId, isWrong);
    }
  return [
    {
      runId,
      isBad: outcomes.at(-1) === true,
      revision: last.revision,
      isDisagreeing: new Set(outcomes).size > 1,
      claims: [...claims].map(([claimId, isWrong]) => ({ claimId, isWrong })),
    },
  ];
}

/** A wrong place of a right value is no wrong claim. */
function claimLabel(body: unknown): boolean | null {
  const parsed = verdictRecordSchema.safeParse(body);
  if (!parsed.success) return null;
  const { value, support, absent } = parsed.data.verdict;
  if (absent || value === 'wrong') return true;
  if (support !== undefined) return support !== 'supports';
  return value === 'right' ? false : null;
}
