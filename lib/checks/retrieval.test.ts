import { describe, expect, it } from 'vitest';
import type { RetrievedPassage } from '@/lib/domain/run/run';
import { saidOfRun } from './example-run';
import { retrieval } from './retrieval';

const passages = (...scores: number[]): RetrievedPassage[] =>
  scores.map((score, at) => ({ id: `p${at}`, content: `Passage ${at}`, rank: at + 1, score }));
const search = (found: RetrievedPassage[], name = 'search', kind: 'RETRIEVAL' | 'RERANK' = 'RETRIEVAL') => ({
  kind,
  name,
  facts: { passages: found },
});
const only = (...steps: ReturnType<typeof search>[]) =>
  saidOfRun(retrieval, { without: ['search'], facts: { context: null }, more: steps });

describe('retrieval', () => {
  it('that found something near is not told', () => {
    expect(saidOfRun(retrieval)).toEqual([]);
    expect(saidOfRun(retrieval, { without: ['search'], facts: { context: null } })).toEqual([]);
  });

  it('that found nothing is told, less when others found something', () => {
    expect(only(search([]))).toEqual(['high retrieval_empty: search returned no passage.']);
    expect(only(search([]), search([], 'web'))).toEqual(['high retrieval_empty: All 2 searches returned no passage.']);
    expect(only(search([]), search(passages(0.9), 'web'), search([], 'mail'))).toEqual([
      'medium retrieval_empty: 2 of 3 searches returned no passage: search, mail.',
    ]);
    expect(saidOfRun(retrieval, { without: ['search'], facts: { context: [] } })).toEqual([
      'high retrieval_empty: The run states its context, and it is empty: the model had nothing to answer from.',
    ]);
  });

  it('whose result was not recorded, or that failed, is not called empty', () => {
    const step = { kind: 'RETRIEVAL' as const, name: 'search' };
    const told = (rest: object) => saidOfRun(retrieval, { without: ['search'], facts: { context: null }, more: [{ ...step, ...rest }] });
    expect(told({ output: null })).toEqual([]);
    expect(told({ output: { took_ms: 12 } })).toEqual([]);
    expect(told({ status: 'error', error: 'down', facts: { passages: [] } })).toEqual([]);
    expect(told({ output: { documents: [] } })).toEqual(['high retrieval_empty: search returned no passage.']);
  });
});

describe('scores', () => {
  it('are low by their own range', () => {
    expect(only(search(passages(0.17, 0.12)))).toEqual([
      'medium retrieval_low_scores: search: the best of 2 passages scored 0.17, below 0.2 on a scale that ends at 1.',
    ]);
    expect(only(search(passages(-1.2, -7.5), 'rerank', 'RERANK'))).toEqual([
      'medium retrieval_low_scores: rerank: the best of 2 passages scored -1.2, below 0: the reranker takes none of them for relevant.',
    ]);
    expect(only(search(passages(0, 0)))).toEqual([
      'medium retrieval_low_scores: search: the best of 2 passages scored 0, which is nothing at all.',
    ]);
  });

  it('are low beside the run’s other searches', () => {
    expect(only(search(passages(0.84)), search(passages(0.79), 'web'), search(passages(0.31), 'mail'))).toEqual([
      'medium retrieval_low_scores: mail: the best of 1 passage scored 0.31, less than half of what the run’s other searches reached (0.84).',
    ]);
    expect(only(search(passages(14.2)), search(passages(12.9), 'web'))).toEqual([]);
  });

  it('are left alone where they have no such scale', () => {
    expect(only(search(passages(0.0164, 0.0161, 0.0159)))).toEqual([]);
    expect(only(search(passages(0.05, 0.11, 0.15)))).toEqual([]);
    expect(only(search(passages(0.11).map((passage) => ({ ...passage, metadata: { distance: 0.11 } }))))).toEqual([]);
    expect(only(search([{ id: 'a', content: 'x' }]))).toEqual([]);
    expect(only(search(passages(3.1, 2.2)))).toEqual([]);
  });

  it('of a stated context count where no search was traced', () => {
    expect(saidOfRun(retrieval, { without: ['search'], facts: { context: passages(0.09, 0.08) } })).toEqual([
      'medium retrieval_low_scores: The context: the best of 2 passages scored 0.09, below 0.2 on a scale that ends at 1.',
    ]);
  });
});
