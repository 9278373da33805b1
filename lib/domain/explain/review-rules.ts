// Did review correct it? What reviewers did with the run, and whether it reached them.
import type { ExplainFacts } from './explain-facts';
import { counted, type ExplainRule, type Fired, findingRule } from './explain-rule';

const question = 'review' as const;

export const REVIEW_RULES: readonly ExplainRule[] = [
  findingRule({
    id: 'review.changed-after',
    question,
    title: 'The run changed after it was decided',
    when: 'Steps came or the run was sent again after a decision: the decision stands on another revision.',
    codes: ['run_changed_after_review'],
    verdict: 'partly',
    layer: 'review',
    says: 'It was decided, and changed afterwards: {detail}',
    fix: 'Amend the decision on the new revision.',
  }),
  {
    id: 'review.unapplied',
    question,
    title: 'Some corrections do not fit the output',
    when: 'A correction was made, and the output no longer has the place it was made for.',
    reads: ['review events', 'effective output'],
    verdict: 'partly',
    layer: 'review',
    says: '{actor} corrected it, and {unapplied} not fit the output any more.',
    fix: 'Make them again on the revision that stands: they are listed under Reviews.',
    fires: (facts) =>
      facts.run.unapplied.length === 0
        ? null
        : decided(facts, {
            unapplied: `${counted(facts.run.unapplied.length, 'correction')} ${facts.run.unapplied.length === 1 ? 'does' : 'do'}`,
          }),
    examples: { fires: { unapplied: 1, reviews: [{}], outcome: 'corrected' }, quiet: { reviews: [{}] } },
  },
  {
    id: 'review.approved-despite',
    question,
    title: 'It was approved with a severe finding standing',
    when: 'A reviewer approved it as it is, and a finding of high severity is about a claim that nobody judged.',
    reads: ['review outcome', 'findings', 'review events'],
    verdict: 'no',
    layer: 'review',
    says: '{actor} approved it as it is, although {finding}',
    fix: 'Ask for a second reading of that claim; if it was an oversight, look at the other runs that {actor} approved with this finding.',
    fires(facts) {
      const { run } = facts;
      if (run.reviewOutcome !== 'approved') return null;
      const judged = new Set(run.reviews.map(({ claimId }) => claimId));
      const standing = run.findings.find(({ severity, claimId }) => severity === 'high' && claimId !== null && !judged.has(claimId));
      if (!standing) return null;
      const fired = decided(facts, { finding: lowerFirst(standing.detail) });
      return (
        fired && { ...fired, links: [...fired.links, { kind: 'finding', code: standing.code, claimId: standing.claimId, stepId: null }] }
      );
    },
    examples: {
      fires: {
        reviews: [{}],
        outcome: 'approved',
        findings: [{ code: 'number_not_in_source', claimId: 'c0', detail: 'The figure 15 is in no source.' }],
      },
      quiet: {
        reviews: [{}, { verb: 'right', claimId: 'c0' }],
        outcome: 'approved',
        findings: [{ code: 'number_not_in_source', claimId: 'c0' }],
      },
    },
  },
  {
    id: 'review.corrected',
    question,
    title: 'It was corrected',
    when: 'A reviewer decided, and the effective output differs from the original.',
    reads: ['review events', 'effective output'],
    verdict: 'yes',
    layer: null,
    says: '{actor} corrected it{reason}: the effective output stands beside the original.',
    fix: null,
    fires(facts) {
      const { run } = facts;
      if (run.reviewOutcome !== 'corrected') return null;
      const reason = run.reviews.find(({ reasonCode, verb }) => reasonCode && verb !== 'submit')?.reasonCode;
      return decided(facts, { reason: reason ? ` (${reason.replaceAll('_', ' ')})` : '' });
    },
    examples: {
      fires: { reviews: [{}], outcome: 'corrected', effective: 'A refund takes 10 days.' },
      quiet: { reviews: [{}], outcome: 'approved' },
    },
  },
  {
    id: 'review.rejected',
    question,
    title: 'It was rejected',
    when: 'A reviewer decided that the output is not to be used.',
    reads: ['review outcome'],
    verdict: 'yes',
    layer: null,
    says: '{actor} rejected it: it is not to be used.',
    fix: 'See which other runs share its cause; they have the same fault until it is mended.',
    fires: (facts) => (facts.run.reviewOutcome === 'rejected' ? ({ ...decided(facts, {}), fixLink: { kind: 'blast' } } as Fired) : null),
    examples: { fires: { reviews: [{}], outcome: 'rejected' }, quiet: { reviews: [{}], outcome: 'approved' } },
  },
  {
    id: 'review.approved',
    question,
    title: 'It was approved',
    when: 'A reviewer approved it as it is.',
    reads: ['review outcome'],
    verdict: 'yes',
    layer: null,
    says: '{actor} approved it: there was nothing to correct.',
    fix: null,
    fires: (facts) => (facts.run.reviewOutcome === 'approved' ? decided(facts, {}) : null),
    examples: { fires: { reviews: [{}], outcome: 'approved' }, quiet: {} },
  },
  {
    id: 'review.escalated',
    question,
    title: 'It is escalated',
    when: 'A reviewer passed it on, and nobody has decided since.',
    reads: ['items'],
    verdict: 'no',
    layer: 'review',
    says: 'Not yet: it is escalated in {queue}.',
    fix: 'Open the item: the note of the escalation says what is missing.',
    fires: ({ openItem }) => (openItem?.state === 'escalated' ? waiting(openItem.queueTitle || openItem.queue) : null),
    examples: { fires: { items: [{ state: 'escalated' }] }, quiet: { items: [{ state: 'waiting' }] } },
  },
  {
    id: 'review.waiting',
    question,
    title: 'It waits for a reviewer',
    when: 'It stands in a queue, and nobody has decided.',
    reads: ['items'],
    verdict: 'no',
    layer: 'review',
    says: 'Not yet: it {state} in {queue}{due}.',
    fix: 'Open it from the queue; until somebody has decided, the output as the model gave it stands.',
    fires({ openItem }) {
      if (!openItem || openItem.state === 'escalated') return null;
      const fired = waiting(openItem.queueTitle || openItem.queue);
      return {
        ...fired,
        values: {
          ...fired.values,
          state: openItem.state === 'leased' ? 'is in review' : 'waits',
          due: openItem.dueAt ? `, due ${openItem.dueAt.slice(0, 10)}` : '',
        },
      };
    },
    examples: { fires: { items: [{}] }, quiet: { items: [{ state: 'done' }] } },
  },
  {
    id: 'review.never-asked',
    question,
    title: 'Nobody was asked, although something is wrong',
    when: 'A boundary of the run failed, and no queue holds it.',
    reads: ['trace map', 'items'],
    verdict: 'no',
    layer: 'review',
    says: 'Nobody was asked: {boundary} failed, and no rule put the run into a queue.',
    fix: 'Put it into a queue now, and add a rule for this finding, so that the next one is asked for by itself.',
    fires({ map, run }) {
      if (map.failedAt === null || run.items.length > 0 || run.reviewOutcome !== null) return null;
      const title = map.boundaries.find(({ id }) => id === map.failedAt)?.title ?? map.failedAt;
      return { values: { boundary: title }, links: [{ kind: 'boundary', boundary: map.failedAt }], fixLink: { kind: 'blast' } };
    },
    examples: { fires: { findings: [{ code: 'number_not_in_source', claimId: 'c0' }] }, quiet: {} },
  },
  {
    id: 'review.not-needed',
    question,
    title: 'Nobody was asked',
    when: 'No queue holds the run, nobody has decided, and nothing failed.',
    reads: ['items', 'trace map'],
    verdict: 'unknown',
    layer: null,
    says: 'Nobody was asked, and nothing failed: whether a person would have corrected it is not known.',
    fix: null,
    fires: ({ map, run }) =>
      map.failedAt === null && run.items.length === 0 && run.reviewOutcome === null
        ? { values: {}, links: [{ kind: 'boundary', boundary: 'review' }] }
        : null,
    examples: { fires: {}, quiet: { items: [{}] } },
  },
];

function decided({ decision }: ExplainFacts, values: Fired['values']): Fired {
  return {
    values: { actor: decision?.actor ?? 'A reviewer', ...values },
    links: decision ? [{ kind: 'review', eventId: decision.eventId, label: decision.actor }] : [{ kind: 'boundary', boundary: 'review' }],
  };
}

function waiting(queue: string): Fired {
  return { values: { queue }, links: [{ kind: 'boundary', boundary: 'review' }] };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
