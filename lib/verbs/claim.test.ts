import { expect, it } from 'vitest';
import { claim } from './claim';

it('takes an empty body, and refuses fields it does not know', () => {
  expect(claim.payload.safeParse({}).success).toBe(true);
  expect(claim.payload.safeParse({ item_id: null }).success).toBe(true);
  expect(claim.payload.safeParse({ item_id: 'x' }).success).toBe(false);
  expect(claim.payload.safeParse({ project_id: '0197f3a0-0000-7000-8000-000000000000' }).success).toBe(false);
});
