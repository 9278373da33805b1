import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { exampleReadings as read, firstReading as only } from '@/lib/domain/example-reading';
import type { RunFacts } from '@/lib/domain/run/run';

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

  it('is looked up on the page of the document even when a passage of another page holds it', () => {
    const context = [{ id: 'p', content: 'Deposit: 2,500.00 EUR', documentId: 'lease' }];
    const evidence = [{ claim: '/deposit', documentId: 'lease', page: 1, quote: 'Deposit: 2,500.00 EUR' }];
    expect(only({ output: { deposit: 2500 }, context, evidence }).claim.state).toBe('moved');
  });

  it('stands elsewhere when only something near it stands where it is cited', () => {
    const twice = exampleDocument('twice', [
      'The yearly fee for the premises is 1,200 EUR in total for you.',
      'The yearly fee for the premises is 1,200 EUR in total for all.',
    ]);
    const evidence = [
      { claim: '/fee', documentId: 'twice', page: 1, quote: 'The yearly fee for the premises is 1,200 EUR in total for all' },
    ];
    const [reading] = read({ output: { fee: 1200 }, evidence }, [twice]);
    expect(reading?.cited[0]).toMatchObject({ outcome: 'moved', foundAt: 'page 2 of twice' });
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

  it('is ambiguous when the quote stands twice and the run does not mark which place it means', () => {
    const policy = exampleDocument('policy', ['We may share your data.\nYou may object.\nWe may share your data.']);
    const quote = 'We may share your data';
    const look = (place: object) =>
      read({ output: { basis: quote }, evidence: [{ claim: '/basis', documentId: 'policy', quote, ...place }] }, [policy])[0]?.claim;
    expect(look({})).toMatchObject({ state: 'ambiguous', anchors: [{ start: 0 }, { start: 40 }] });
    expect(look({ start: 40, end: 62 })).toMatchObject({ state: 'exact', anchors: [{ start: 40 }] });
  });
});
