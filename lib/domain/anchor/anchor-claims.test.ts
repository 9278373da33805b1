import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '@/lib/domain/evaluation';
import { exampleDocument } from '@/lib/domain/example-document';
import { exampleLease as lease, exampleReadings as read, firstReading as only } from '@/lib/domain/example-reading';
import type { RunFacts } from '@/lib/domain/run/run';

const states = (facts: RunFacts, documents?: SourceDocument[]) =>
  read(facts, documents).map(({ claim }) => [claim.path ?? claim.text, claim.state]);

describe('fields', () => {
  it('says of each field how it stands in the document', () => {
    expect(
      states({
        output: {
          landlord: 'Nordlicht GmbH',
          monthly_rent: 1250,
          deposit: '2.500,00 EUR',
          start_date: '2024-03-01',
          city: 'Hamburg',
          notes: null,
        },
      }),
    ).toEqual([
      ['/landlord', 'exact'],
      ['/monthly_rent', 'normalised'],
      ['/deposit', 'normalised'],
      ['/start_date', 'normalised'],
      ['/city', 'missing'],
      ['/notes', 'no_source'],
    ]);
  });

  it('anchors with page, offsets, quote and a box around the words', () => {
    expect(only({ output: { deposit: 2500 } }).claim.anchors).toEqual([
      expect.objectContaining({
        documentId: 'lease',
        version: 1,
        sha256: lease.sha256,
        page: 3,
        start: 9,
        end: 17,
        quote: '2,500.00',
        prefix: 'Deposit: ',
        suffix: ' EUR\nStart of the lease: 1 March 2024\nRent'.slice(0, 40),
        boxes: [[54, 0, 102, 10]],
        score: 1,
        origin: 'found',
        match: 'digits',
        passageOrdinal: null,
      }),
    ]);
  });

  it('is contradicted when the source gives another value under the same name', () => {
    const reading = only({ output: { deposit: 3000 } });
    expect(reading.claim.state).toBe('contradicted');
    expect(reading.contradictedBy).toBe('2,500.00');
    expect(reading.claim.anchors[0]).toMatchObject({ page: 3, quote: '2,500.00' });
  });

  it('is missing, with the best places, when the value is nowhere and nothing else is named so', () => {
    const { claim } = only({ output: { pets_allowed_until: '2030-01-01' } });
    expect(claim.state).toBe('missing');
    expect(claim.anchors).toEqual([]);
  });

  it('is ambiguous when a short value stands in several places without its name', () => {
    expect(only({ output: { floor: 3 } }, [exampleDocument('d', ['Take 3 of these.\nThen 3 more.'])]).claim.state).toBe('ambiguous');
    expect(only({ output: { floor: 3 } }, [exampleDocument('d', ['Take 3 of these.\nFloor: 3'])]).claim.state).toBe('exact');
  });

  it('takes the value beside the other fields of its record', () => {
    const invoice = exampleDocument('i', [
      'Item Qty Price Total\nOffice chair 2 70.00 140.00\nDesk lamp 1 35.00 35.00\nStanding desk 2 35.00 70.00\nTax 2',
    ]);
    const output = {
      lines: [
        { name: 'Office chair', qty: 2, price: 70 },
        { name: 'Standing desk', qty: 2, price: 35 },
      ],
    };
    const found = read({ output }, [invoice]).map(({ claim }) => [claim.path, claim.state, claim.anchors[0]?.boxes[0]?.[1]]);
    expect(found).toEqual([
      ['/lines/0/name', 'exact', 12],
      ['/lines/0/qty', 'exact', 12],
      ['/lines/0/price', 'normalised', 12],
      ['/lines/1/name', 'exact', 36],
      ['/lines/1/qty', 'exact', 36],
      ['/lines/1/price', 'normalised', 36],
    ]);
  });

  it('knows a currency by its sign', () => {
    expect(states({ output: { currency: 'EUR' } }, [exampleDocument('a', ['Total € 5.00'])])).toEqual([['/currency', 'normalised']]);
    expect(states({ output: { currency: 'USD' } }, [exampleDocument('a', ['Total € 5.00'])])).toEqual([['/currency', 'missing']]);
  });

  it('checks booleans against records only', () => {
    const record = exampleDocument('r', ['{\n "is_paid": true,\n "has_dog": false\n}']);
    expect(states({ output: { is_paid: true, has_dog: true, wants_cat: true } }, [record])).toEqual([
      ['/is_paid', 'exact'],
      ['/has_dog', 'contradicted'],
      ['/wants_cat', 'missing'],
    ]);
  });

  it('reads a field of several sentences as its worst one', () => {
    const { claim } = only({
      output: {
        answer: 'The landlord may end this lease with ninety days written notice. A commission of three months is due to the agent.',
      },
    });
    expect(claim.state).toBe('missing');
    expect(claim.anchors).toHaveLength(1);
  });
});

describe('sentences', () => {
  it.each([
    ['The landlord may end this lease with ninety days written notice.', 'exact'],
    ['The landlord may end this lease with 90 days written notice.', 'normalised'],
    ['The landlord may end the lease with ninety days notice in writing.', 'approximate'],
    ['The landlord may end this lease with sixty days written notice.', 'contradicted'],
    ['The tenant may keep animals in the premises.', 'contradicted'],
    ['The monthly rent is 1,250.00 EUR.', 'approximate'],
    // The words are there, but what the sentence says of them is that they are not.
    ['The lease does not mention animals in the premises.', 'missing'],
    ['The tenant shall insure the furniture against fire and water damage.', 'missing'],
  ])('%s → %s', (output, state) => {
    expect(only({ output }).claim.state).toBe(state);
  });

  it('names the number that a source has instead', () => {
    const notice = exampleDocument('n', ['Either party may end this agreement with 90 days written notice to the other party.']);
    const reading = only({ output: 'Either party may end this agreement with 30 days written notice to the other party.' }, [notice]);
    expect(reading.claim.state).toBe('contradicted');
    expect(reading.contradictedBy).toBe('90');
  });

  it('has nothing to check against without sources', () => {
    expect(only({ output: 'The term is a year.' }, []).claim).toMatchObject({ state: 'no_source', anchors: [] });
  });
});

describe('anchors', () => {
  it('never cut a character in half', () => {
    const faces = '😀'.repeat(60);
    const { claim } = only({ output: { deposit: '2,500.00' } }, [exampleDocument('d', [`${faces}x2,500.00 ${faces}`.replace('x', ' ')])]);
    const [anchor] = claim.anchors;
    expect([anchor?.prefix, anchor?.suffix].map((text) => /\p{Surrogate}/u.test(text ?? '?'))).toEqual([false, false]);
  });
});

describe('passages', () => {
  const context = [
    { id: 'p1', content: 'Shipping takes five working days.' },
    { id: 'p2', content: 'The landlord may end this lease with ninety days written notice.', documentId: 'lease', page: 2 },
  ];

  it('are shown in the document they were cut from', () => {
    const { claim } = only({ output: 'The landlord may end this lease with ninety days written notice.', context });
    expect(claim.anchors[0]).toMatchObject({ documentId: 'lease', page: 2, passageOrdinal: null });
    expect(claim.anchors[0]?.boxes).toHaveLength(1);
  });

  it('are anchored in themselves when no document is known', () => {
    expect(only({ output: 'Shipping takes five working days.', context }).claim.anchors[0]).toMatchObject({
      documentId: null,
      page: null,
      passageOrdinal: 0,
      start: 0,
      boxes: [],
    });
  });

  it('that an answer names by number are looked at first', () => {
    expect(only({ output: 'Shipping takes five working days [1].', context }).claim.state).not.toBe('moved');
    expect(only({ output: 'Shipping takes five working days [2].', context }).claim.state).toBe('moved');
  });
});
