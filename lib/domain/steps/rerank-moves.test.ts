import { describe, expect, it } from 'vitest';
import { rerankMoves } from './rerank-moves';

describe('rerankMoves', () => {
  it('tells where each passage stood, which were dropped and which are new', () => {
    const moves = rerankMoves({
      kind: 'RERANK',
      input: {
        query: 'q',
        documents: [
          { id: 'a', content: 'A', score: 0.9 },
          { id: 'b', content: 'B' },
          { id: '', content: 'C' },
        ],
      },
      facts: {
        passages: [
          { id: 'x', content: 'C', score: 0.99 },
          { id: 'a', content: 'A', score: 0.5 },
          { id: 'new', content: 'N' },
        ],
      },
    });
    expect(moves?.map(({ passage, before, after, scoreBefore }) => `${passage.content} ${before}>${after} ${scoreBefore}`)).toEqual([
      'C 3>1 null',
      'A 1>2 0.9',
      'N null>3 null',
      'B 2>null null',
    ]);
  });

  it('is nothing for other steps and where it is not said what went in', () => {
    expect(rerankMoves({ kind: 'RETRIEVAL', input: ['a'], facts: { passages: [] } })).toBeNull();
    expect(rerankMoves({ kind: 'RERANK', input: 'query', facts: { passages: [{ id: 'a', content: 'A' }] } })).toBeNull();
  });
});
