import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { evidenceMasked } from './evidence-masked';
import { evidenceMatch } from './evidence-match';
import { numberNotInSource } from './number-not-in-source';

const token = (letter: string) => `⟦email:tok_${letter.repeat(24)}⟧`;
const passage = (content: string) => ({ id: 'p', content });
const said = (output: unknown, context: string) =>
  saidIn(evidenceMasked, { facts: { output: output as string, context: [passage(context)] } });

describe('masked evidence', () => {
  it('is evidence where the same token stands in claim and source', () => {
    const facts = {
      output: { contact: token('b') } as never,
      context: [passage(`For refunds write to ${token('b')} within 30 days.`)],
    };
    for (const check of [evidenceMasked, evidenceMatch, numberNotInSource]) expect(saidIn(check, { facts })).toEqual([]);
    const prose = { ...facts, output: `For refunds write to ${token('b')} within 30 days.` };
    for (const check of [evidenceMasked, evidenceMatch, numberNotInSource]) expect(saidIn(check, { facts: prose })).toEqual([]);
  });

  it('is missing evidence where another token stands there', () => {
    expect(said({ contact: token('b') }, `Write to ${token('c')}.`)).toEqual([
      expect.stringMatching(/^evidence_masked: \/contact .* the masked email stands under no such token in the sources\.$/),
    ]);
  });

  it('is gone where the claim was masked for good', () => {
    expect(said({ iban: '⟦iban⟧' }, 'Pay to DE89 3704.')[0]).toMatch(
      /^evidence_masked: \/iban .* the iban was masked in the claim for good/,
    );
    expect(said({ name: '[REDACTED:name]' }, 'Ann Lee signed.')[0]).toMatch(/^evidence_masked/);
  });

  it('is not spoken of where nothing was masked, or where the claim stands anyway', () => {
    expect(said({ total: '41,200' }, 'The total is 12.')).toEqual([]);
    expect(said({ total: '12' }, `The total is 12. ${token('b')} ⟦iban⟧`)).toEqual([]);
  });
});
