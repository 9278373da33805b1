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
    'The document does not specify the temperature of the deposit.',
    'Pets are allowed in the garden only.',
    'The tenants do not clean the stairs.',
    'Ask about bicycles (not mentioned in the passages).',
  ])('is not said of: %s', (output) => {
    expect(said(output)).toEqual([]);
  });

  it('looks only in the passages that the statement names, and takes null in a record for unknown', () => {
    const context = ['Bicycles stand in the yard.', 'Pets are allowed in the garden.', '{\n"music": null,\n"terrace": true\n}'];
    const over = (output: string) =>
      saidIn(absenceDenied, { facts: { output, context: context.map((content, index) => ({ id: `p${index}`, content })) } });
    expect(over('Pets are not mentioned in passage 1.')).toEqual([]);
    expect(over('Pets are not mentioned in passages 1 and 2.')).toHaveLength(1);
    expect(over('Pets are not mentioned in this passage.')).toEqual([]);
    expect(over('There is no mention of music.')).toEqual([]);
    expect(over('There is no mention of a terrace.')).toHaveLength(1);
  });
});
