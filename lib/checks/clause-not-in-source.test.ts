import { describe, expect, it } from 'vitest';
import { clauseNotInSource } from './clause-not-in-source';
import { findingsIn, saidIn } from './evidence-example';

const documents = {
  lease: 'The tenant pays the rent on the third working day of each month. Small repairs up to a hundred euros are borne by the tenant.',
};
const said = (output: string) => saidIn(clauseNotInSource, { facts: { output }, documents });

describe('clause_not_in_source', () => {
  it('names the part that stands nowhere, behind or before true words', () => {
    expect(
      said('The tenant pays the rent on the third working day of each month, and visitors must register pets with municipal authorities.'),
    ).toEqual([expect.stringContaining('except for “and visitors must register pets with municipal authorities”')]);
    expect(
      said('Visitors must register pets with municipal authorities, and small repairs up to a hundred euros are borne by the tenant.'),
    ).toEqual([expect.stringContaining('except for “Visitors must register pets with municipal authorities, and”')]);
  });

  it('takes small words between the two parts for the addition, whatever they met', () => {
    const output =
      'Small repairs up to a hundred euros are borne by the tenant, and the rent of month one covers parking, heating and laundry.';
    expect(said(output)).toEqual([expect.stringContaining('covers parking, heating and laundry')]);
  });

  it('is medium where most of the words are new, and low where the sources have them elsewhere', () => {
    const severity = (clause: string) =>
      findingsIn(clauseNotInSource, {
        facts: { output: `The tenant pays the rent on the third working day of each month, and ${clause}.` },
        documents: {
          ...documents,
          book: 'Visitors sign the book. Music ends at night.',
          cellar: 'Bicycles have a cellar. Parcels wait downstairs.',
          court: 'Laundry may hang in the court.',
        },
      }).map((one) => one.severity);
    expect(severity('visitors must register pets with municipal authorities')).toEqual(['medium']);
    expect(severity('visitors hang parcels, laundry and bicycles downstairs at night')).toEqual(['low']);
  });

  it.each([
    'The tenant pays the rent on the third working day of each month, and small repairs up to a hundred euros are borne by the tenant.',
    'The tenant pays the rent on the third working day of each month, punctually.',
    'The landlord heats, cleans and paints the whole building every winter.',
  ])('is silent about %s', (output) => {
    expect(said(output)).toEqual([]);
  });
});
