import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { nameChanged } from './name-changed';

const documents = {
  deed: 'The flat was let by Maria Keller to the firm Nordlicht in spring. The caretaker is Jonas Brandt, who was paid by the City Council of Ulm. The bill was sent to the European Patent Office in time.',
};
const said = (output: string) => saidIn(nameChanged, { facts: { output }, documents });

describe('name_changed', () => {
  it.each([
    ['The flat was let by Jonas Brandt to the firm Nordlicht in spring.', '“Jonas Brandt” where deed has “Maria Keller”'],
    ['The flat was let by Maria Keller to the firm Ulm in spring.', '“Ulm” where deed has “Nordlicht”'],
    ['The flat was let by Thea Keller to the firm Nordlicht in spring.', '“Thea Keller” where deed has “Maria Keller”'],
  ])('%s', (output, words) => {
    expect(said(output)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    'The flat was let by Maria Keller to the firm Nordlicht in spring.',
    'The flat was let by Mrs. Keller to the firm Nordlicht in spring.',
    'The flat was let by Maria Kellner to the firm Nordlicht in spring.',
    'The bill was sent to the EPO in time.',
    'Jonas Brandt likes the firm.',
  ])('is silent about %s', (output) => {
    expect(said(output)).toEqual([]);
  });
});
