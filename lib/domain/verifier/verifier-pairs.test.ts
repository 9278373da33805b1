import { describe, expect, it } from 'vitest';
import { sourcesOf } from '@/lib/domain/anchor/anchor-sources';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { Anchor, AnchoredClaim } from '@/lib/domain/evidence';
import { exampleDocument } from '@/lib/domain/example-document';
import { verifierPairs } from './verifier-pairs';
import { verifierSettingsSchema } from './verifier-settings';

const settings = verifierSettingsSchema.parse({ kind: 'scorer', url: 'https://scorer.example/score', model: 'nli-1', evidence_chars: 600 });
const claim = (over: Partial<AnchoredClaim> = {}): AnchoredClaim => ({
  claimId: 'c1',
  ordinal: 0,
  kind: 'sentence',
  path: null,
  range: null,
  text: 'The rent is 900 EUR.',
  value: null,
  state: 'missing',
  anchors: [],
  candidates: [],
  risk: null,
  terms: [],
  ...over,
});
const anchor = (over: Partial<Anchor>): Anchor => ({
  documentId: null,
  version: null,
  sha256: '',
  page: null,
  passageOrdinal: null,
  start: 0,
  end: 10,
  quote: '',
  prefix: '',
  suffix: '',
  boxes: [],
  score: 1,
  origin: 'found',
  match: 'exact',
  ...over,
});
const passages = (...contents: string[]) => {
  const context = contents.map((content, index) => ({ id: `p${index}`, content }));
  return sourcesOf(assembleRun({ runId: 'R', source: 'plain', facts: { context }, steps: [] }), []).sources;
};
const pairsOf = (claims: AnchoredClaim[], sources = passages('The rent is 850 EUR.'), over = {}, question = 'What is the rent?') =>
  verifierPairs({ claims, sources, question }, { ...settings, ...over }, 'v1');
const words = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

describe('pairs of a run', () => {
  it('are its sentences, those that words can say least about first', () => {
    const claims = (['exact', 'missing', 'approximate'] as const).map((state, ordinal) => claim({ claimId: state, ordinal, state }));
    expect(pairsOf(claims).map(({ claimId }) => claimId)).toEqual(['missing', 'approximate', 'exact']);
  });

  it('hold a field only where its value is a sentence', () => {
    const field = (value: string | number) => claim({ kind: 'field', path: '/note', text: String(value), value });
    expect(pairsOf([field(900), field('900 EUR'), field('Acme Holdings Ltd')])).toEqual([]);
    expect(pairsOf([field('The tenant pays 900 EUR on the first.')])).toMatchObject([{ claim: 'The tenant pays 900 EUR on the first.' }]);
  });

  it('are none without a source to judge by', () => {
    expect(pairsOf([claim({ state: 'no_source' })])).toEqual([]);
    expect(pairsOf([claim()], [])).toEqual([]);
  });

  it('have one key for one question, whichever run asks it, and another for everything the answer depends on', () => {
    const keyOf = (...given: Parameters<typeof pairsOf>) => pairsOf(...given)[0]?.key;
    const key = keyOf([claim()]);
    expect(keyOf([claim({ claimId: 'other', ordinal: 7, state: 'exact' })])).toBe(key);
    const others = [
      keyOf([claim({ text: 'The rent is 901 EUR.' })]),
      keyOf([claim()], passages('The rent is 851 EUR.')),
      keyOf([claim()], passages('The rent is 850 EUR.'), {}, 'Who pays?'),
      keyOf([claim()], passages('The rent is 850 EUR.'), { model: 'nli-2' }),
      keyOf([claim()], passages('The rent is 850 EUR.'), { url: 'https://other.example' }),
      verifierPairs({ claims: [claim()], sources: passages('The rent is 850 EUR.'), question: 'What is the rent?' }, settings, 'v2')[0]
        ?.key,
    ];
    expect(new Set([key, ...others]).size).toBe(7);
  });
});

describe('evidence of a claim', () => {
  const evidenceOf = (...given: Parameters<typeof pairsOf>) => pairsOf(...given)[0]?.evidence ?? [];

  it('is everything that the model had read while that is short', () => {
    expect(evidenceOf([claim()], passages('One.', 'Two.'))).toEqual(['One.', 'Two.']);
  });

  it('is the words around its places when there is more, best first, then the rest, and never more than was set', () => {
    const text = `${words('before', 200)} THE PLACE ${words('after', 200)}`;
    const sources = passages(words('other', 100), text);
    const at = text.indexOf('THE PLACE');
    const evidence = evidenceOf([claim({ candidates: [anchor({ passageOrdinal: 1, start: at, end: at + 9 })] })], sources, {
      evidence_chars: 1200,
    });
    expect(evidence[0]).toContain('THE PLACE');
    expect(evidence[0]).toMatch(/^before\d+ .* after\d+$/);
    expect(evidence[1]).toMatch(/^other0 /);
    expect(evidence.join('').length).toBeLessThanOrEqual(1200);
  });

  it('comes from the page of a document that a place is on', () => {
    const lease = exampleDocument('lease', [words('first', 300), `${words('second', 100)} NOTICE ${words('third', 100)}`]);
    const { sources } = sourcesOf(assembleRun({ runId: 'R', source: 'plain', facts: { contextRefs: ['doc:lease'] }, steps: [] }), [lease]);
    const start = lease.layer.pages[1]?.text.indexOf('NOTICE') ?? 0;
    const place = anchor({ documentId: 'lease', version: lease.version, page: 2, start, end: start + 6 });
    const [evidence = ''] = evidenceOf([claim({ anchors: [place] })], sources);
    expect(evidence).toContain('NOTICE');
    expect(evidence).not.toContain('first');
  });

  it('cuts no character in two', () => {
    const [evidence = ''] = evidenceOf([claim()], passages('😀'.repeat(2000)), { evidence_chars: 201 });
    expect(evidence.length).toBeGreaterThan(100);
    expect(evidence).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});
