import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { saidIn } from './evidence-example';
import { outsideContext } from './outside-context';

const documents = [exampleDocument('lease', ['Deposit: 2,500.00 EUR', 'Garden: 40 square metres'])];

describe('evidence_outside_context', () => {
  it('tells when only a page that the model did not have holds the claim', () => {
    expect(
      saidIn(outsideContext, {
        facts: { output: { deposit: 2500, garden: '40 square metres' }, contextRefs: ['doc:lease#page=1'] },
        documents,
      }),
    ).toEqual(["evidence_outside_context: /garden (40 square metres) stands on page 2 of lease, which was not in the run's context."]);
  });

  it('knows that a passage is a part of its document, also where the run cites the page', () => {
    const facts = {
      output: { deposit: 2500 },
      context: [{ id: 'p', content: 'Deposit: 2,500.00 EUR', documentId: 'lease', page: 1 }],
      evidence: [{ claim: '/deposit', documentId: 'lease', page: 1, quote: 'Deposit: 2,500.00' }],
    };
    expect(saidIn(outsideContext, { facts, documents })).toEqual([]);
  });

  it('is silent when the whole document was given, and when no context is known', () => {
    expect(saidIn(outsideContext, { facts: { output: { garden: '40 square metres' }, contextRefs: ['doc:lease'] }, documents })).toEqual(
      [],
    );
    expect(
      saidIn(outsideContext, {
        facts: { output: { garden: '40 square metres' }, contextRefs: [], evidence: [{ documentId: 'lease' }] },
        documents,
      }),
    ).toEqual([]);
  });

  it('takes a passage for the part of the document it was cut from', () => {
    expect(
      saidIn(outsideContext, {
        facts: {
          output: { deposit: 2500, garden: '40 square metres' },
          context: [{ id: 'p', content: 'Deposit: 2,500.00 EUR', documentId: 'lease', page: 1 }],
        },
        documents,
      }),
    ).toHaveLength(1);
  });
});
