import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import { exampleDocument } from '@/lib/domain/example-document';
import { indexSource, type Meter } from '@/lib/domain/match/match-source';
import type { CitedEvidence } from '@/lib/domain/run/run';
import { anchorClaims } from './anchor-claims';
import type { RunSource } from './anchor-source';

const documentSource = (documentId: string, pages: readonly string[], meter?: Meter): RunSource => ({
  kind: 'document',
  documentId,
  version: 1,
  sha256: '',
  passageOrdinal: null,
  page: null,
  title: documentId,
  authority: null,
  effectiveFrom: null,
  given: null,
  pointerRange: null,
  index: indexSource(
    exampleDocument(documentId, pages).layer.pages.map(({ page, text, words }) => ({ page, text, words })),
    meter,
  ),
});

/** Pages of prose in which every word but the page's own is met again on other pages. */
function pagesOf(count: number): string[] {
  const words = Array.from(
    { length: 900 },
    (_, index) => `word${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10) % 10]}${index}`,
  );
  let state = 7;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  return Array.from({ length: count }, (_, page) => {
    const lines = Array.from({ length: 40 }, () =>
      Array.from({ length: 11 }, () => words[next() % words.length])
        .join(' ')
        .concat('.'),
    );
    return `Page ${page} of the deed\n${lines.join('\n')}\nThe fee of plot P${page} is ${page + 1},250.00 EUR, due on ${(page % 28) + 1} March ${1900 + (page % 120)}.`;
  });
}

const [first = '', second = ''] = pagesOf(2);
const lines = (page: string) => page.split('\n').slice(1, 5);
/** Word for word, with a slip, in other words, with another figure, and nowhere; then values of three kinds. */
const OUTPUTS = [
  `${lines(first)[0]} ${lines(first)[1]?.replace('word', 'wrd')} ${lines(second)[2]?.split(' ').reverse().join(' ')}. The fee of plot P1 is 9,999.00 EUR, due on 2 March 1901. Nobody ever wrote such a sentence about whales.`,
  { fee: 2250, due: '1901-03-02', plot: 'P1', owner: 'Nobody Atall', remark: lines(second)[3] ?? '' },
];

function stepsFor(pages: number): { steps: number; chars: number } {
  const meter = { steps: 0 };
  const source = documentSource('deed', pagesOf(pages), meter);
  for (const output of OUTPUTS) anchorClaims({ claims: cutClaims(output).claims, sources: [source], evidence: [] });
  return { steps: meter.steps, chars: source.index.text.length };
}

describe('anchoring', () => {
  it('takes twice the steps for a document of twice the length', () => {
    const [once, twice, fourTimes] = [stepsFor(25), stepsFor(50), stepsFor(100)];
    expect(once.steps).toBeGreaterThan(once.chars);
    expect(twice.steps / once.steps).toBeLessThan(2.2);
    expect(fourTimes.steps / twice.steps).toBeLessThan(2.2);
    // Ten claims: folded, indexed, and looked through a few times each.
    expect(fourTimes.steps / fourTimes.chars).toBeLessThan(60);
  });

  it('gives the same for the same texts, however often and in whatever objects they come', () => {
    const page = fc.lorem({ maxCount: 30, mode: 'words' });
    const output = fc.oneof(
      fc.lorem({ maxCount: 3, mode: 'sentences' }),
      fc.record({ total: fc.integer({ min: 0, max: 9999 }), name: fc.lorem({ maxCount: 2 }), note: fc.lorem({ maxCount: 9 }) }),
    );
    fc.assert(
      fc.property(fc.array(page, { minLength: 1, maxLength: 4 }), output, fc.boolean(), (pages, answer, isQuoted) => {
        const quote = pages[0]?.slice(0, 20) ?? '';
        const evidence: CitedEvidence[] = isQuoted ? [{ documentId: 'd', quote, claim: '/note' }] : [];
        const once = () => {
          const sources = [documentSource('d', [...pages]), documentSource('e', [...pages].reverse())];
          const { claims } = cutClaims(structuredClone(answer));
          return [anchorClaims({ claims, sources, evidence }), anchorClaims({ claims, sources, evidence })].map((readings) =>
            JSON.stringify(readings.map(({ claim, coverage, changes, fresh }) => ({ claim, coverage, changes, fresh }))),
          );
        };
        expect(new Set([...once(), ...once()]).size).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
