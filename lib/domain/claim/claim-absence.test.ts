import { describe, expect, it } from 'vitest';
import { absenceIn } from './claim-absence';
import { cutClaims } from './claim-cut';

describe('absenceIn', () => {
  it.each([
    ['The policy does not mention pets.', 'mention', 'pets'],
    ['Pets are not mentioned in the passages.', 'mention', 'Pets'],
    ['There is no mention of pickled eggs in the text.', 'mention', 'pickled eggs'],
    ['The lease is silent on subletting.', 'mention', 'subletting'],
    ["The provided passages don't explicitly specify the rent.", 'detail', 'the rent'],
    ['The passages do not provide any information about the rent.', 'detail', 'the rent'],
    ['The rent is not stated in passage 2.', 'detail', 'The rent'],
    ['I could not find any information about the rent in the documents.', 'detail', 'the rent'],
    ['Der Vertrag enthält keine Angaben zur Kaution.', 'detail', 'Kaution'],
    ['Haustiere werden im Vertrag nicht erwähnt.', 'mention', 'Haustiere'],
    ['Le contrat ne mentionne pas les animaux.', 'mention', 'les animaux'],
    ['El contrato no menciona mascotas.', 'mention', 'mascotas'],
    ['合同没有提及宠物。', 'mention', '宠物'],
    ['契約書にはペットに関する記載がありません。', 'mention', 'ペット'],
  ])('%s', (sentence, asserts, subject) => {
    expect(absenceIn(sentence)).toMatchObject({ asserts, isPart: false, subject: expect.stringContaining(subject) as string });
    expect(cutClaims(sentence).claims.map(({ text }) => text)).toEqual([sentence]);
  });

  it.each([
    'Pets are not allowed.',
    'The restaurant does not provide parking.',
    'The rent does not include heating.',
    'Use a sharp knife (not mentioned in the passages).',
    'He said nothing.',
    'There is no lift.',
  ])('is none: %s', (sentence) => {
    expect(absenceIn(sentence)).toBeNull();
  });

  it('knows when the sentence says something else as well', () => {
    expect(absenceIn('The rent is 500 EUR a month, but the lease does not mention pets.')).toMatchObject({ isPart: true });
  });
});
