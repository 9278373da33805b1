import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import type { CitedEvidence } from '@/lib/domain/run/run';
import { citedPlace } from './cited-place';
import { saidIn } from './evidence-example';

const documents = [
  exampleDocument('lease', ['LEASE AGREEMENT with Nordlicht GmbH', 'Pets are welcome in the garden.', 'Deposit: 2,500.00 EUR']),
];
const said = (evidence: CitedEvidence, deposit: string | number = 2500) =>
  saidIn(citedPlace, { facts: { output: { deposit }, evidence: [evidence] }, documents });

describe('cited places', () => {
  it('are right without a word', () => {
    expect(said({ claim: '/deposit', documentId: 'lease', page: 3, quote: 'Deposit: 2,500.00' })).toEqual([]);
    expect(said({ documentId: 'lease', page: 3, quote: 'Deposit: 2,500.00' })).toEqual([]);
    expect(said({ documentId: 'lease', page: 3 })).toEqual([]);
  });

  it('are wrong when the text stands elsewhere', () => {
    expect(said({ claim: '/deposit', documentId: 'lease', page: 1, quote: 'Deposit: 2,500.00' })).toEqual([
      'cited_place_wrong: /deposit (2500) is cited from page 1 of lease, but stands on page 3 of lease.',
    ]);
    expect(said({ documentId: 'lease', page: 1, quote: 'Deposit: 2,500.00' })).toEqual([
      'cited_place_wrong: “Deposit: 2,500.00” is cited from page 1 of lease, but stands on page 3 of lease.',
    ]);
  });

  it('show another value', () => {
    expect(said({ claim: '/deposit', documentId: 'lease', page: 3, quote: 'Deposit: 2,500.00 EUR' }, 9999)).toEqual([
      'cited_evidence_silent: /deposit (9999) is cited from page 3 of lease, which shows “2,500.00”.',
    ]);
  });

  it('do not show the value', () => {
    expect(said({ claim: '/deposit', documentId: 'lease', page: 2, quote: 'Pets are welcome' }, 'Hamburg')).toEqual([
      'cited_evidence_silent: /deposit (Hamburg) is cited from page 2 of lease, which does not show it.',
    ]);
    expect(said({ claim: '/deposit', documentId: 'lease', page: 2 }, 'Hamburg')).toEqual([
      'cited_evidence_silent: /deposit (Hamburg) is cited from page 2 of lease, which does not show it.',
    ]);
  });

  it('quote words that stand nowhere', () => {
    expect(said({ claim: '/deposit', documentId: 'lease', page: 3, quote: 'payable in golden coins at midnight' })).toEqual([
      expect.stringMatching(/^cited_quote_missing: \/deposit \(2500\) is cited with the words “payable in golden/),
    ]);
    expect(said({ documentId: 'lease', quote: 'payable in golden coins at midnight' })).toEqual([
      expect.stringMatching(/^cited_quote_missing/),
    ]);
  });

  it('name a document that nobody has', () => {
    expect(said({ claim: '/deposit', documentId: 'annex', page: 1 })).toEqual([
      'cited_document_unknown: /deposit (2500) is cited from page 1 of annex, which nobody has sent.',
    ]);
    expect(said({ documentId: 'annex' })).toEqual(['cited_document_unknown: The run cites annex, which nobody has sent.']);
  });
});
