import { describe, expect, it } from 'vitest';
import { queueItemsQuerySchema } from '@/lib/domain/queue-row';
import { itemsQuery, queueQuerySchema, queueSearch } from './queue-query';

describe('the query of the queue page', () => {
  it('leaves broken values out instead of refusing the page', () => {
    expect(queueQuerySchema.parse({ state: 'gone', sort: 'x', risk: '7', evidence: 'missing', q: ' ' })).toEqual({ evidence: 'missing' });
  });

  it('comes back from its address', () => {
    const query = queueQuerySchema.parse({ queue: 'evidence-gaps', state: 'all', risk: '0.5', sort: '-due', mine: '1', q: 'a b' });
    expect(queueQuerySchema.parse(Object.fromEntries(new URLSearchParams(queueSearch(query))))).toEqual(query);
  });

  it('is one that the data layer accepts, and asks for open items when no state is chosen', () => {
    const query = itemsQuery({ evidence: 'missing', risk: 0.5, mine: '1', q: 'x' }, 'abc', 50);
    expect(queueItemsQuerySchema.parse(query)).toEqual({
      sort: 'priority',
      limit: 50,
      state: ['waiting', 'leased', 'escalated'],
      evidence: ['missing'],
      risk_min: 0.5,
      mine: '1',
      q: 'x',
      cursor: 'abc',
    });
    expect('state' in itemsQuery({ state: 'all' }, null, 50)).toBe(false);
    expect(itemsQuery({ state: 'done' }, null, 50).state).toEqual(['done']);
  });
});
