import { describe, expect, it } from 'vitest';
import { clauseNotInSource } from './clause-not-in-source';
import { saidIn } from './evidence-example';

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

  it.each([
    'The tenant pays the rent on the third working day of each month, and small repairs up to a hundred euros are borne by the tenant.',
    'The tenant pays the rent on the third working day of each month, punctually.',
    'The landlord heats, cleans and paints the whole building every winter.',
  ])('is silent about %s', (output) => {
    expect(said(output)).toEqual([]);
  });
});
