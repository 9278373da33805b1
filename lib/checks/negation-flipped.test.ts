import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { negationFlipped } from './negation-flipped';

const documents = {
  lease: 'The tenant may not keep animals in the premises. The landlord may enter the premises after notice to the tenant.',
};
const said = (output: string) => saidIn(negationFlipped, { facts: { output }, documents });

describe('negation_flipped', () => {
  it('tells what was dropped or added, and shows the source', () => {
    expect(said('The tenant may keep animals in the premises.')).toEqual([
      'negation_flipped: “The tenant may keep animals in the premises.” drops the “not” of lease: “The tenant may not keep animals in the premises”.',
    ]);
    expect(said('The landlord may not enter the premises after notice to the tenant.')[0]).toContain('adds “not” to lease');
  });

  it('tells it of a long sentence that runs into the next, too', () => {
    const [first, ...rest] = [
      'Though its thick walls, slate roof and narrow windows suggest a fortress, the granary is driest when it is',
      'aired in the early morning--especially the loft, which faces the river over the whole of its length.the granary has stood since the flood of the valley.',
    ];
    const long = { granary: [first, ...rest].join(' ') };
    const output = [first, 'not', ...rest].join(' ');
    expect(saidIn(negationFlipped, { facts: { output }, documents: long })).toEqual([expect.stringContaining('adds “not” to granary')]);
  });

  it('is silent about sentences that say the same', () => {
    expect(said('The tenant may not keep animals in the premises.')).toEqual([]);
    expect(said('A tenant may not keep any animals in the premises.')).toEqual([]);
  });
});
