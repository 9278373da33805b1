import { describe, expect, it } from 'vitest';
import { type DraftAction, EMPTY_DRAFT, reduceDraft } from './review-draft';

const run = (...actions: DraftAction[]) => actions.reduce(reduceDraft, { now: EMPTY_DRAFT, past: [] });

describe('a review draft', () => {
  it('records nothing when the editor is opened and the original is kept', () => {
    const { now, past } = run({
      type: 'correct',
      claimId: 'c1',
      original: { total: 5, currency: 'EUR' },
      corrected: { currency: 'EUR', total: 5 },
    });
    expect(now).toEqual(EMPTY_DRAFT);
    expect(past).toEqual([]);
  });

  it('takes a correction back when the original is typed again, and keeps the note', () => {
    const { now } = run(
      { type: 'correct', claimId: 'c1', original: 5, corrected: 6 },
      { type: 'say', claimId: 'c1', patch: { reason_code: 'number_wrong', note: 'see page 2' } },
      { type: 'correct', claimId: 'c1', original: 5, corrected: 5 },
    );
    expect(now.claims).toEqual({ c1: { note: 'see page 2' } });
  });

  it('undoes answers one by one, keeps what was seen, and stops at the beginning', () => {
    const said = run(
      { type: 'say', claimId: 'c1', patch: { value: 'right' } },
      { type: 'see', claimId: 'c2' },
      { type: 'say', claimId: 'c2', patch: { value: 'wrong' } },
    );
    const once = reduceDraft(said, { type: 'undo' });
    expect(once.now.claims).toEqual({ c1: { value: 'right' } });
    expect(once.now.seen).toEqual(['c2']);
    const thrice = [1, 2].reduce((history) => reduceDraft(history, { type: 'undo' }), once);
    expect(thrice.now.claims).toEqual({});
  });

  it('does not make a step of undo from an answer that changes nothing', () => {
    const { past } = run(
      { type: 'say', claimId: 'c1', patch: { value: 'right' } },
      { type: 'say', claimId: 'c1', patch: { value: 'right' } },
    );
    expect(past).toHaveLength(1);
  });

  it('forgets a claim about which nothing is said any more', () => {
    const { now } = run(
      { type: 'say', claimId: 'c1', patch: { value: 'right' } },
      { type: 'say', claimId: 'c1', patch: { value: undefined } },
    );
    expect(now.claims).toEqual({});
  });

  it('adds, changes and removes omissions by position', () => {
    const { now } = run(
      { type: 'omit', index: null, omission: { text: 'The notice period' } },
      { type: 'omit', index: null, omission: { text: 'The fee' } },
      { type: 'omit', index: 0, omission: { text: 'The notice period of 30 days' } },
      { type: 'unomit', index: 1 },
    );
    expect(now.omissions).toEqual([{ text: 'The notice period of 30 days' }]);
  });
});
