import { describe, expect, it } from 'vitest';
import { anchorClaims } from './anchor-claims';
import { sourcesOf } from './anchor-sources';
import { assembleRun } from './assemble-run';
import { cutClaims } from './claim-cut';
import type { SourceDocument } from './evaluation';
import { exampleDocument } from './example-document';
import type { RunFacts } from './run';

const lease = exampleDocument('lease', [
  'LEASE AGREEMENT\nbetween Nordlicht GmbH and the tenant\nRent: 1,250.00 EUR a month',
  'The landlord may end this lease with ninety days written notice.\nThe tenant may not keep animals in the premises.',
  'Deposit: 2,500.00 EUR\nStart of the lease: 1 March 2024\nRent: 1,250.00 EUR a month',
]);

function read(facts: RunFacts, documents: SourceDocument[] = [lease]) {
  const run = assembleRun({
    runId: 'R-1',
    source: 'plain',
    facts: { contextRefs: documents.map(({ documentId }) => `doc:${documentId}`), ...facts },
    steps: [],
  });
  return anchorClaims({
    claims: cutClaims(run.facts.output ?? null).claims,
    sources: sourcesOf(run, documents).sources,
    evidence: run.facts.evidence ?? [],
  });
}
const states = (facts: RunFacts, documents?: SourceDocument[]) =>
  read(facts, documents).map(({ claim }) => [claim.path ?? claim.text, claim.state]);
const only = (facts: RunFacts, documents?: SourceDocument[]) => {
  const [reading] = read(facts, documents);
  if (!reading) throw new Error('no claim');
  return reading;
};

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

describe('evidence that the run cites', () => {
  const cite = (evidence: NonNullable<RunFacts['evidence']>[number], output: RunFacts['output'] = { deposit: 2500 }) =>
    only({ output: output ?? null, evidence: [{ claim: '/deposit', ...evidence }] });

  it('is found where it is cited', () => {
    const reading = cite({ documentId: 'lease', page: 3, quote: 'Deposit: 2,500.00 EUR' });
    expect(reading.cited[0]?.outcome).toBe('here');
    expect(reading.claim).toMatchObject({ state: 'exact', anchors: [{ page: 3, quote: 'Deposit: 2,500.00 EUR', origin: 'cited' }] });
  });

  it('has moved when the quote stands on another page', () => {
    const reading = cite({ documentId: 'lease', page: 1, quote: 'Deposit: 2,500.00 EUR' });
    expect(reading.cited[0]).toMatchObject({ outcome: 'moved', foundAt: 'page 3 of lease' });
    expect(reading.claim).toMatchObject({ state: 'moved', anchors: [{ page: 3, origin: 'found' }] });
  });

  it('has moved when the value stands elsewhere and only a page is cited', () => {
    expect(cite({ documentId: 'lease', page: 2 }).claim.state).toBe('moved');
    expect(cite({ documentId: 'lease', page: 3 }).claim.state).toBe('normalised');
  });

  it('shows the cited stretch and where the text really is', () => {
    const { claim } = cite({ documentId: 'lease', page: 1, start: 0, end: 15 });
    expect(claim.state).toBe('moved');
    expect(claim.anchors.map(({ origin, page, quote }) => [origin, page, quote])).toEqual([
      ['cited', 1, 'LEASE AGREEMENT'],
      ['found', 3, '2,500.00'],
    ]);
  });

  it('is contradicted when the quote shows another value', () => {
    const reading = cite({ documentId: 'lease', page: 3, quote: 'Deposit: 2,500.00 EUR' }, { deposit: 9999 });
    expect(reading.cited[0]).toMatchObject({ outcome: 'differs', shown: '2,500.00' });
    expect(reading.claim.state).toBe('contradicted');
  });

  it('does not bear out a value that its quote does not show', () => {
    const reading = cite({ documentId: 'lease', page: 2, quote: 'The tenant may not keep animals' }, { deposit: 'Hamburg' });
    expect(reading.cited[0]?.outcome).toBe('silent');
    expect(reading.claim.state).toBe('missing');
    expect(reading.claim.candidates[0]).toMatchObject({ page: 2 });
  });

  it('is missing when the quote stands nowhere and the value neither', () => {
    expect(cite({ documentId: 'lease', page: 3, quote: 'Security payment of nine thousand' }, { deposit: 'Zanzibar' }).claim.state).toBe(
      'missing',
    );
  });

  it('is looked for by character range, and by the words under its boxes', () => {
    expect(cite({ documentId: 'lease', page: 3, start: 9, end: 17 }).claim.state).toBe('normalised');
    expect(cite({ documentId: 'lease', page: 3, boxes: [[50, 0, 110, 10]] }).claim.state).toBe('normalised');
    expect(cite({ documentId: 'lease', page: 3, boxes: [[0, 24, 200, 36]] }).claim.state).toBe('moved');
  });

  it('says when nobody has the cited document, and still looks in the others', () => {
    const reading = cite({ documentId: 'annex', page: 1 });
    expect(reading.cited[0]?.outcome).toBe('unknown');
    expect(reading.claim.state).toBe('normalised');
  });

  it('counts for fields below the one it names', () => {
    const [reading] = read({ output: { lines: [{ deposit: 2500 }] }, evidence: [{ claim: '/lines/0', documentId: 'lease', page: 3 }] });
    expect(reading?.cited).toHaveLength(1);
  });

  it('marks its places as cited when it is for the run as a whole', () => {
    const [reading] = read({ output: { deposit: 2500 }, evidence: [{ documentId: 'lease', page: 3 }] });
    expect(reading?.claim).toMatchObject({ state: 'normalised', anchors: [{ origin: 'cited' }] });
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
