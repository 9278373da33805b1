import type { Json } from '@/lib/domain/run/run';
import { describe, expect, it } from 'vitest';
import { evidenceMatch } from './evidence-match';
import { findingsIn, saidIn } from './evidence-example';

const documents = {
  lease: 'The landlord may end this lease with ninety days written notice.\nDeposit: 2,500.00 EUR\nFloor 3 has 3 rooms.',
};
const said = (output: unknown, outputSchema?: unknown) =>
  saidIn(evidenceMatch, {
    facts: { output: output as string, ...(outputSchema ? { outputSchema: outputSchema as Json } : {}) },
    documents,
  });

describe('evidence', () => {
  it('is not spoken of where it stands', () => {
    expect(said({ deposit: 2500, notice: 'ninety days', empty: null })).toEqual([]);
    expect(said('The landlord may end this lease with ninety days written notice.')).toEqual([]);
  });

  it('is missing', () => {
    expect(said({ owner: 'Zanzibar Holdings' })).toEqual([
      expect.stringContaining('evidence_missing: /owner (Zanzibar Holdings) stands in no source.'),
    ]);
    expect(said('Tenants shall insure the furniture against fire.')[0]).toMatch(/^evidence_missing: “Tenants shall insure/);
  });

  it('is thin when a place shares a good part of the words of a sentence', () => {
    expect(said('The landlord may raise the rent for this lease every ninety months.')).toEqual([
      expect.stringMatching(/^evidence_thin: “The landlord may raise .* shares \d+ % of its words\.$/),
    ]);
  });

  it('is enough when a sentence says the same with other words between', () => {
    expect(said('The landlord can also end the lease with ninety days of notice written to the tenant.')).toEqual([]);
  });

  it('counts little for judgements, which no source holds word for word', () => {
    const schema = { type: 'object', properties: { category: { enum: ['residential', 'commercial'] }, city: { type: 'string' } } };
    const findings = findingsIn(evidenceMatch, {
      facts: { output: { category: 'residential', city: 'Bremen', isOpen: true }, outputSchema: schema },
      documents,
    });
    expect(findings.map(({ detail, severity }) => [detail.split(' ')[0], severity])).toEqual([
      ['/category', 'low'],
      ['/city', 'medium'],
      ['/isOpen', 'low'],
    ]);
  });

  it('is contradicted, and says by what', () => {
    expect(said({ deposit: 9999 })).toEqual(['evidence_contradicted: /deposit (9999): the source (lease) has “2,500.00”.']);
  });

  it('is ambiguous', () => {
    expect(said({ amount: 3 })[0]).toMatch(/^evidence_ambiguous: \/amount \(3\) stands in 2 places or more/);
  });

  it('is weak', () => {
    expect(said({ deposit: '$ 2,500.00' })).toEqual(['weak_match: /deposit ($ 2,500.00) matches lease only in part (90 %, currency).']);
  });
});
