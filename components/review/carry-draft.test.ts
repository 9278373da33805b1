import { expect, it } from 'vitest';
import { carryDraft } from './carry-draft';
import { EMPTY_DRAFT } from './review-draft';

const claim = (claimId: string, text: string, state: 'exact' | 'missing' = 'missing') => ({ claimId, path: null, text, state });

it('takes answers to the same claim under its new id, and drops those whose claim changed', () => {
  const draft = {
    ...EMPTY_DRAFT,
    note: 'n',
    claims: { c1: { value: 'right' as const }, c2: { note: 'x' }, c3: { value: 'wrong' as const } },
    seen: ['c1', 'c2', 'c3'],
  };
  const seen = [claim('c1', 'A.'), claim('c2', 'B.'), claim('c3', 'C.')];
  const now = [claim('c1', 'New.'), claim('c2', 'A.'), claim('c3', 'B.', 'exact'), claim('c4', 'C.')];
  expect(carryDraft(draft, seen, now)).toEqual({
    ...draft,
    claims: { c2: { value: 'right' }, c4: { value: 'wrong' } },
    seen: ['c2', 'c4'],
  });
});
