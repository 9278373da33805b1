import { expect, it } from 'vitest';
import type { DecisionRecord } from './review-record';
import { reviewOutcome } from './review-outcome';

const decision = (seq: number, outcome: DecisionRecord['outcome'], amends: string | null = null) => ({
  seq,
  body: { outcome, nothing_correct: false, acknowledged_unseen: [], verdicts: 0, omissions: 0, review_step_id: 's', amends },
});
const move = (seq: number, from: string, to: string) => ({ seq, body: { from, to } });

it('is null before anything happened, and while nothing but claims and comments did', () => {
  expect(reviewOutcome([])).toBeNull();
  expect(reviewOutcome([move(1, 'waiting', 'leased'), { seq: 2, body: {} }])).toBeNull();
});

it('is the last decision, an amendment included, in whatever order the events are read', () => {
  expect(reviewOutcome([decision(7, 'rejected', 'd1'), decision(3, 'approved')])).toBe('rejected');
});

it('is escalated until a lead decides or gives the item back', () => {
  const escalated = [decision(1, 'approved'), move(2, 'leased', 'escalated')];
  expect(reviewOutcome(escalated)).toBe('escalated');
  expect(reviewOutcome([...escalated, move(3, 'escalated', 'leased')])).toBe('escalated');
  expect(reviewOutcome([...escalated, move(3, 'escalated', 'waiting')])).toBe('approved');
  expect(reviewOutcome([...escalated, decision(3, 'corrected')])).toBe('corrected');
});
