import { expect, it } from 'vitest';
import { type LabelEvent, runLabels } from './verdict-labels';

let seq = 0;
function decision(outcome: string, more: { eventId: string; itemId?: string; amends?: string | null }): LabelEvent {
  const { eventId, itemId = 'i1', amends = null } = more;
  const body = { outcome, nothing_correct: false, acknowledged_unseen: [], verdicts: 0, omissions: 0, review_step_id: 's', amends };
  return { eventId, seq: ++seq, claimId: null, decisionId: eventId, body, runId: 'R', itemId, revision: `sha256:${seq}` };
}
function verdict(decisionId: string, claimId: string, answers: { [answer: string]: string | boolean }): LabelEvent {
  const body = { verdict: answers, claim: null, target: null, change: null, evidence: null, shown: [] };
  return { eventId: `${decisionId}-${claimId}`, seq: ++seq, claimId, decisionId, body, runId: 'R', itemId: 'i1', revision: 'sha256:x' };
}

it('a corrected or rejected run is bad, an approved one good', () => {
  for (const [outcome, isBad] of [
    ['approved', false],
    ['corrected', true],
    ['rejected', true],
  ] as const)
    expect(runLabels([decision(outcome, { eventId: 'd1' })])).toMatchObject([{ runId: 'R', isBad, isDisagreeing: false }]);
});

it('an amendment takes the place of what it amends, with its verdicts on claims', () => {
  const events = [
    decision('corrected', { eventId: 'd1' }),
    verdict('d1', 'c1', { value: 'wrong' }),
    decision('approved', { eventId: 'd2', amends: 'd1' }),
    verdict('d2', 'c1', { value: 'right' }),
  ];
  expect(runLabels(events)).toMatchObject([{ isBad: false, isDisagreeing: false, claims: [{ claimId: 'c1', isWrong: false }] }]);
});

it('of two reviewers the last word is the label, and that they disagreed is kept', () => {
  const events = [decision('approved', { eventId: 'd1', itemId: 'i1' }), decision('rejected', { eventId: 'd2', itemId: 'i2' })];
  expect(runLabels(events)).toMatchObject([{ isBad: true, isDisagreeing: true }]);
});

it('reads claims by value and support, and not by place', () => {
  const events = [
    decision('corrected', { eventId: 'd1' }),
    verdict('d1', 'absent', { value: 'wrong', absent: true }),
    verdict('d1', 'silent', { support: 'silent' }),
    verdict('d1', 'place', { value: 'right', place: 'wrong' }),
    verdict('d1', 'unknown', { value: 'cannot_tell' }),
  ];
  expect(runLabels(events)[0]?.claims).toEqual([
    { claimId: 'absent', isWrong: true },
    { claimId: 'silent', isWrong: true },
    { claimId: 'place', isWrong: false },
  ]);
});

it('passes over events of a run that nobody has decided', () => {
  expect(runLabels([verdict('d0', 'c1', { value: 'wrong' })])).toEqual([]);
});
