import { expect, it } from 'vitest';
import { comment } from './comment';

it('keeps the words, and the claim when it is about one', () => {
  expect(comment.read?.({ text: 'See page 4.', claim_id: 'c2' })).toMatchObject({ note: 'See page 4.', claimId: 'c2' });
});

it('refuses silence', () => {
  expect(() => comment.read?.({ text: '   ' })).toThrow();
});
