import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { exampleReadings, firstReading } from '@/lib/domain/example-reading';
import type { Json } from '@/lib/domain/run/run';

// What pages do to words: lines, hyphens, ligatures, page ends, table cells, columns; and how people write names and addresses.
const deed = exampleDocument('deed', [
  'Between John F. Kennedy and Maria Lopez-Garcia\nAcme Holdings Ltd\n12 Harbour Street\nSuite 4\nDublin D02 XY45\nThe tenant must give notice of ter-\nmination in writing. The ofﬁce is at the ﬁrst ﬂoor and the agree-\nment ends when the',
  'premises are handed back to the landlord in good order.\nItem Qty Price\nDesk lamp 2 35.00\nOffice chair 1 70.00',
]);
const places = (output: Json) => {
  const { claim } = firstReading({ output }, [deed]);
  return [claim.state, ...claim.anchors.map(({ page, quote, match }) => `${page} ${match}: ${quote}`)];
};

describe('quotes', () => {
  it('go over hyphens at line ends', () => {
    expect(places('The tenant must give notice of termination in writing.')).toEqual([
      'normalised',
      '1 hyphenation: The tenant must give notice of ter-\nmination in writing.',
    ]);
  });

  it('go over ligatures and the end of a page, with an anchor on each side', () => {
    expect(
      places('The office is at the first floor and the agreement ends when the premises are handed back to the landlord in good order.'),
    ).toEqual([
      'normalised',
      '1 characters: The ofﬁce is at the ﬁrst ﬂoor and the agree-\nment ends when the',
      '2 characters: premises are handed back to the landlord in good order.',
    ]);
  });

  it('are found when they take cells of a row', () => {
    expect(places('Office chair | 1 | 70.00')).toEqual(['normalised', '2 punctuation: Office chair 1 70.00']);
  });
});

describe('values', () => {
  it.each([
    ['J. F. Kennedy', 'approximate', '1 initials: John F. Kennedy'],
    ['Kennedy, John F.', 'normalised', '1 order: John F. Kennedy'],
    ['M. Lopez-Garcia', 'approximate', '1 initials: Maria Lopez-Garcia'],
    ['Acme Holdings Limited', 'normalised', '1 legal form: Acme Holdings Ltd'],
    ['12 Harbour Street, Suite 4, Dublin D02 XY45', 'normalised', '1 punctuation: 12 Harbour Street\nSuite 4\nDublin D02 XY45'],
  ])('%s is %s', (value, state, place) => {
    expect(places({ value })).toEqual([state, place]);
  });

  it('of other people are missing', () => {
    const [reading] = exampleReadings({ output: { tenant: 'Maria Kennedy' } }, [deed]);
    expect(reading?.claim).toMatchObject({ state: 'missing', anchors: [] });
  });
});
