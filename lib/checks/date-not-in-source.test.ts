import { describe, expect, it } from 'vitest';
import { dateNotInSource } from './date-not-in-source';
import { saidIn } from './evidence-example';

const said = (output: unknown, document: string) =>
  saidIn(dateNotInSource, { facts: { output: output as string }, documents: { d: document } });

describe('date_not_in_source', () => {
  it('names a date that no source has', () => {
    expect(said('The lease ends on 1 May 2025.', 'It ends on 30 April 2025.')).toEqual([
      'date_not_in_source: “The lease ends on 1 May 2025.” states 1 date that no source has: 1 May 2025.',
    ]);
    expect(said({ due: '2025-05-01' }, 'Due 30/04/2025')).toHaveLength(1);
  });

  it.each([
    ['It ends on April 30, 2025.', 'It ends 30.04.2025.'],
    ['It was in April 2025.', 'on 2025-04-30 it was'],
    ['It was on April 30.', 'on 2025-04-30 it was'],
    ['Paid on 4 March 2018.', '25/12/2018 and 04/03/2018'],
    ['Paid on 2018-03-04.', 'on 03/04/2018'],
  ])('knows the date of %s', (output, document) => {
    expect(said(output, document)).toEqual([]);
  });

  it('holds a document to its own order of day and month', () => {
    expect(said('Paid on 3 April 2018.', 'ordered 12/25/2017, paid 03/05/2018')).toHaveLength(1);
  });
});
