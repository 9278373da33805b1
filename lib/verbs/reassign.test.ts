import { expect, it } from 'vitest';
import { reassign } from './reassign';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

const person = '0197f3a0-0000-7000-8000-000000000000';

it('gives the item to one person with a clean slate', () => {
  const use = reassign.read?.({ to: person });
  expect(use?.change(leased)).toEqual({ state: 'waiting', assignedTo: person, attempts: 0 });
  expect(use?.body).toEqual({ to: person });
});

it('gives it back to everybody with null, and insists on being told which', () => {
  expect(reassign.read?.({ to: null }).change(leased)).toMatchObject({ assignedTo: null });
  expect(() => reassign.read?.({})).toThrow();
});

it('is for leads', () => {
  expect(reassign.permission).toBe('item.reassign');
});
