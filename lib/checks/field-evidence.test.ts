import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { fieldEvidence } from './field-evidence';

const documents = { lease: 'Deposit: 2,500.00 EUR in Hamburg' };
const output = { deposit: 2500, city: 'Hamburg', note: null, owner: 'Zanzibar' };

describe('field_without_evidence', () => {
  it('names the fields that a run left without evidence while it gave some for others', () => {
    expect(saidIn(fieldEvidence, { facts: { output, evidence: [{ claim: '/deposit', documentId: 'lease' }] }, documents })).toEqual([
      'field_without_evidence: /city (Hamburg) has no evidence of its own, though the run cites 1 place for others; a place was found.',
      'field_without_evidence: /owner (Zanzibar) has no evidence of its own, though the run cites 1 place for others.',
    ]);
  });

  it('is silent for runs that never cite evidence for fields', () => {
    expect(saidIn(fieldEvidence, { facts: { output, evidence: [{ documentId: 'lease' }] }, documents })).toEqual([]);
  });
});
