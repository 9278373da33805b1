import { expect, it } from 'vitest';
import { skip } from './skip';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

it('counts as an attempt, and the last one escalates instead of going round for ever', () => {
  const use = skip.read?.({ reason_code: 'language' });
  expect(use?.change(leased)).toEqual({ state: 'waiting', attempts: 2 });
  expect(use?.change({ ...leased, attempts: 2 })).toEqual({ state: 'escalated', attempts: 3 });
});

it('needs a reason; words alone count as other', () => {
  expect(() => skip.read?.({})).toThrow(/reason_code/);
  expect(skip.read?.({ note: 'I know the customer.' })).toMatchObject({ reasonCode: 'other', note: 'I know the customer.' });
  expect(() => skip.read?.({ reason_code: 'bored' })).toThrow(/not_my_field/);
});
