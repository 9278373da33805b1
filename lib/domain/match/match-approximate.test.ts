import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findApproximate } from './match-approximate';
import { weighIn } from './match-collection';
import { indexSource } from './match-source';

function search(text: string, wanted: string) {
  const source = indexSource([{ page: 1, text, words: null }]);
  const best = findApproximate(source, wanted, { weigh: weighIn([source]) })[0];
  return best && { ...best, quote: source.text.slice(best.start, best.end) };
}

const lease =
  'The tenant shall pay the rent monthly in advance. The landlord may end this lease with ninety days written notice. ' +
  'Repairs above 500 EUR need the consent of the landlord. The tenant may not keep animals in the premises.';

describe('findApproximate', () => {
  it('finds a sentence with other words in it', () => {
    const best = search(lease, 'The landlord can terminate this lease with ninety days of written notice.');
    expect(best?.quote).toBe('The landlord may end this lease with ninety days written notice');
    expect(best?.similarity).toBeGreaterThan(0.75);
    expect(best?.similarity).toBeLessThan(1);
  });

  it('forgives slips of spelling', () => {
    expect(search(lease, 'Repairs abvoe 500 EUR need the consent of the landlrod.')?.similarity).toBeGreaterThan(0.85);
  });

  it('names a changed number', () => {
    expect(search(lease, 'Repairs above 800 EUR need the consent of the landlord.')?.changes).toMatchObject([
      { kind: 'number', wanted: '800', found: '500' },
    ]);
  });

  it('names a negation that was lost or added', () => {
    expect(search(lease, 'The tenant may keep animals in the premises.')?.changes).toMatchObject([
      { kind: 'negation', wanted: null, found: 'not' },
    ]);
    expect(search(lease, 'The landlord may not end this lease with ninety days written notice.')?.changes).toMatchObject([
      { kind: 'negation', wanted: 'not', found: null },
    ]);
  });

  it('gives little for a sentence that is not there', () => {
    expect(search(lease, 'The agent earns a commission of three percent on every sale.')?.similarity ?? 0).toBeLessThan(0.4);
  });

  it('lays a table that was read in another order', () => {
    const rows = [
      'Revenue 14,694 14,544',
      'Cost of sales 11,969 11,724',
      'Gross profit 2,725 2,820',
      'Operating income 1,508 1,239',
      'Net income 1,058 815',
    ];
    const wanted = [
      'Revenue',
      'Cost of sales',
      'Gross profit',
      'Operating income',
      'Net income',
      '14,694',
      '11,969',
      '2,725',
      '1,508',
      '1,058',
      '14,544',
      '11,724',
      '2,820',
      '1,239',
      '815',
    ].join('\n');
    const best = search(`Annual report\nsome words before\n${rows.join('\n')}\nsee the notes to the accounts`, wanted);
    expect(best?.match).toBe('pieces');
    expect(best?.quote).toBe(rows.join('\n'));
    expect(best?.similarity).toBe(1);
  });

  it('finds any passage again after every fifth word was changed, and points inside it', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{4,9}$/u), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{4,9}$/u), { minLength: 80, maxLength: 120 }),
        words,
        fc.nat(50),
        (text, _noise, from) => {
          const wanted = text.slice(from, from + 15).map((word, index) => (index % 5 === 2 ? 'zzzzzz' : word));
          const best = search(text.join(' '), wanted.join(' '));
          expect(best?.quote).toBe(text.slice(from, from + 15).join(' '));
          expect(best?.similarity).toBeGreaterThan(0.6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
