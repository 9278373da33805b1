import { describe, expect, it } from 'vitest';
import { claimMarks } from '@/lib/domain/anchor/claim-marks';
import { exampleDocument } from '@/lib/domain/example-document';
import { firstReading } from '@/lib/domain/example-reading';
import type { Json, RunFacts } from '@/lib/domain/run/run';
import { claimWhy, mainPlace, whyText } from './claim-why';

/** The sentence of the first claim of an output against the lease, or against other texts. */
function why(output: Json, texts?: Record<string, string>, evidence?: RunFacts['evidence'], codes: string[] = ['found']): string {
  const documents = texts && Object.entries(texts).map(([id, text]) => exampleDocument(id, [text]));
  const { claim, fresh } = firstReading({ output, ...(evidence ? { evidence } : {}) }, documents);
  const explained = { ...claim, fresh };
  const place = mainPlace(explained);
  return whyText(
    claimWhy({
      claim: explained,
      findings: codes.map((code) => ({ code })),
      marks: place && claimMarks(explained, place),
      where: ({ documentId, page }) => `the ${documentId}, page ${page}`,
    }),
  );
}

describe('claimWhy', () => {
  it('says where a claim stands, and how it is written there', () => {
    expect(why('The tenant may not keep animals in the premises.')).toBe('It stands word for word in the lease, page 2.');
    expect(why({ start: '2024-03-01' })).toBe('It stands in the lease, page 3, written another way: “1 March 2024”.');
  });

  it('tells what is said to be missing from what is missing', () => {
    expect(why('The lease does not mention a garage.')).toBe(
      'It says that the sources lack something, and no source was found to hold it.',
    );
    expect(why('The lease does not mention animals.', undefined, undefined, ['absence_contradicted'])).toBe(
      'It says that the sources lack something, and one of them speaks of it.',
    );
  });

  it('names the one value that differs', () => {
    expect(why({ deposit: '2,600.00 EUR' })).toContain('2,500.00');
    const memo = 'Note on the deposit: it is 42,100 EUR, payable at once.';
    expect(why('The deposit is 41,200 EUR.', { memo })).toBe('41,200 is not in the memo, page 1 (it says 42,100).');
  });

  it('counts the words that no source has', () => {
    expect(why('The landlord may end this lease by carrier pigeon with a golden ring.')).toMatch(
      /^\d of \d+ content words stand in no source\.$/,
    );
  });

  it('never calls a claim supported that has no place, and says when nothing speaks against it', () => {
    const silent = why('Premises are lovely.', { memo: 'Nothing here is about that at all.' }, undefined, []);
    expect(silent).toMatch(/Nothing against it was found\.$/);
    for (const text of [silent, why('Premises are lovely.', { memo: 'Rain.' }), why({ nickname: 'Zebra' })])
      expect(text).not.toMatch(/support/);
  });

  it('says that there is nothing to check against, and where a wrongly cited claim really stands', () => {
    expect(why('The rent is 5 EUR.', {})).toBe('There is nothing to check it against.');
    const moved = why({ start: '1 March 2024' }, undefined, [{ claim: '/start', documentId: 'lease', page: 1, quote: '1 March 2024' }]);
    expect(moved).toMatch(/^It stands in the lease, page 3, not where the run cites it/);
  });

  it('is a sentence for every kind of output, in any script', () => {
    for (const output of [
      '租金为每月五千元。',
      'الإيجار الشهري خمسة آلاف دينار.',
      { a: true },
      { a: 12 },
      { a: 'x' },
      'EUR 1,250.00 is the rent.',
    ] as const)
      expect(why(output)).toMatch(/^\S.*\.$/su);
  });
});
