import { expect, it } from 'vitest';
import { afterLease, canMove, ITEM_STATES } from './item-state';

it('never moves a decided or a removed item', () => {
  for (const to of ITEM_STATES) expect([canMove('done', to), canMove('removed', to)]).toEqual([false, false]);
});

it('decides only under a lease', () => {
  expect(ITEM_STATES.filter((from) => canMove(from, 'done'))).toEqual(['leased']);
});

it('escalates what was tried too often instead of dropping it or offering it for ever', () => {
  let standing = { state: 'leased' as const, attempts: 0, maxAttempts: 3 };
  const states: string[] = [];
  for (let lease = 0; lease < 4; lease++) {
    const change = afterLease(standing, 'came_to_nothing');
    states.push(change.state);
    standing = { ...standing, attempts: change.attempts ?? 0 };
  }
  expect(states).toEqual(['waiting', 'waiting', 'escalated', 'escalated']);
});
