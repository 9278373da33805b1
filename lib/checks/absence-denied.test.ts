import { describe, expect, it } from 'vitest';
import { absenceDenied } from './absence-denied';
import { findingsIn, saidIn } from './evidence-example';

const policy =
  'House rules\nPets are allowed in the garden only. Bicycles stand in the yard.\nThe deposit is 500 EUR and is due on 1 March 2024.\nThe cleaning of the stairs is done by the tenants in turns.';
const said = (output: string) => saidIn(absenceDenied, { facts: { output }, documents: { policy } });

describe('absence that a source denies', () => {
  it('is found with the sentence that denies it', () => {
    const [finding] = findingsIn(absenceDenied, { facts: { output: 'The policy does not mention pets.' }, documents: { policy } });
    expect(finding).toMatchObject({
      code: 'absence_contradicted',
      severity: 'medium',
      claimId: 'c1',
      detail: '“The policy does not mention pets.”, but policy has “Pets are allowed in the garden only.”.',
      anchors: [{ documentId: 'policy', page: 1, quote: 'Pets are allowed in the garden only.' }],
    });
  });

  it.each([
    ['There is no mention of bicycles in the yard.', 'Bicycles stand in the yard.'],
    ['The amount of the deposit is not specified in the document.', 'The deposit is 500 EUR'],
    ['The document does not specify the date on which the deposit is due.', 'The deposit is 500 EUR'],
    ['Rubbish is collected weekly, but the cleaning of the stairs is not mentioned.', 'The cleaning of the stairs'],
  ])('%s', (output, quote) => {
    expect(said(output)).toEqual([expect.stringContaining(quote)]);
  });

  it.each([
    'The policy does not mention smoking.',
    'The document does not specify the amount of the rent.',
    'The passages do not provide information about the date on which pets were allowed.',
    'Pets are allowed in the garden only.',
    'The tenants do not clean the stairs.',
    'Ask about bicycles (not mentioned in the passages).',
  ])('is not said of: %s', (output) => {
    expect(said(output)).toEqual([]);
  });
});
