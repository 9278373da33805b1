import { describe, expect, it } from 'vitest';
import type { VerifierPair } from '@/lib/domain/verifier/verifier-pairs';
import { judge } from './judge';
import { completion } from './loopback-verifier';
import { scorer } from './scorer';

const PAIRS: VerifierPair[] = ['one', 'two', 'three'].map((claim) => ({ claim, evidence: ['text'], question: '' }));
const score = (answer: unknown) => scorer.read(Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)), PAIRS);
const judged = (content: unknown, pairs = PAIRS) => judge.read(Buffer.from(JSON.stringify(completion(content))), pairs);
const supports = ({ scores }: ReturnType<typeof score>) => scores.map((each) => each?.support ?? null);
const listed = (...support: unknown[]) => support.map((value, index) => ({ id: String(index + 1), support: value }));

describe('an answer of a scorer', () => {
  it('is read by id, whatever the order, with what it says in words', () => {
    const answer = score({
      scores: [
        { id: '3', support: 1 },
        { id: '1', support: 0, detail: 'says\u0007 30\n days' },
        { id: 2, support: 0.25 },
      ],
      model: 'nli-1',
    });
    expect(answer).toEqual({
      scores: [
        { support: 0, detail: 'says 30 days' },
        { support: 0.25, detail: null },
        { support: 1, detail: null },
      ],
      model: 'nli-1',
      problem: null,
      isReadable: true,
    });
  });

  it('counts the pairs that it leaves out and keeps the others', () => {
    const answer = score({ scores: [{ id: '2', support: 0.4 }] });
    expect([supports(answer), answer.problem]).toEqual([[null, 0.4, null], '2 of 3 pairs got no usable score.']);
  });

  it.each([
    ['above one', 1.01],
    ['below zero', -0.1],
    ['null', null],
    ['text', '0.8'],
    ['a truth value', true],
    ['a list', [0.5]],
  ])('takes no support that is %s', (_what, wrong) => {
    const answer = score({ scores: listed(0.5, wrong, 0.7) });
    expect(supports(answer)).toEqual([0.5, null, 0.7]);
    expect(answer.problem).toContain('1 with a support that is no number from 0 to 1');
  });

  it('takes no NaN, which JSON does not have', () => {
    expect(score('{"scores":[{"id":"1","support":NaN}]}')).toMatchObject({
      scores: [null, null, null],
      problem: 'The answer is not the JSON that was asked for.',
    });
  });

  it('takes nothing for ids that were not asked about', () => {
    const answer = score({
      scores: [
        { id: '4', support: 1 },
        { id: '0', support: 1 },
        { id: '01', support: 1 },
        { id: '1e0', support: 1 },
        { id: '__proto__', support: 1 },
        'x',
        null,
      ],
    });
    expect(supports(answer)).toEqual([null, null, null]);
    expect(answer.problem).toContain('7 with an id that was not asked about');
  });

  it('takes two words about one pair for none', () => {
    const answer = score({ scores: [...listed(0.1, 0.2, 0.3), { id: '2', support: 0.9 }] });
    expect([supports(answer), answer.problem]).toEqual([[0.1, null, 0.3], '1 of 3 pairs got no usable score (1 given twice).']);
  });

  it.each([
    ['a web page', '<!doctype html><html><body>Sign in</body></html>', /web page/],
    ['nothing', '', /empty/],
    ['other JSON', '{"data":[]}', /not the JSON/],
    ['null', 'null', /not the JSON/],
    ['more than is read', `{"scores":[${'{"id":"1"},'.repeat(8000)}`, /longer than 64 KB/],
  ])('that is %s is named as that', (_what, body, problem) => {
    expect(score(body)).toMatchObject({ scores: [null, null, null], problem: expect.stringMatching(problem) as string });
  });
});

describe('an answer of a judge', () => {
  const scores = listed(0.1, 0.2, 0.3).map((each) => ({ ...each, reason: 'because' }));

  it.each([
    ['as asked', JSON.stringify({ scores })],
    ['as a bare list', JSON.stringify(scores)],
    ['in a code block', `Here you are:\n\`\`\`json\n${JSON.stringify({ scores })}\n\`\`\`\nAnything else?`],
    ['with words around it', `My verdict is ${JSON.stringify({ scores })}. Done.`],
    [
      'in parts',
      [
        { type: 'text', text: JSON.stringify({ scores }).slice(0, 20) },
        { type: 'text', text: JSON.stringify({ scores }).slice(20) },
      ],
    ],
  ])('is read %s', (_how, content) => {
    const answer = judged(content);
    expect(answer).toMatchObject({ model: 'stand-in-judge', problem: null });
    expect(answer.scores).toEqual([0.1, 0.2, 0.3].map((support) => ({ support, detail: 'because' })));
  });

  it.each([
    ['is prose', 'I would say about 0.8 for the first one.'],
    ['is a lone number', '0.8'],
    ['is cut off', JSON.stringify({ scores }).slice(0, 60)],
    ['is empty', ''],
    ['is a refusal', null],
    [
      'quotes a claim with scores in it before its own',
      `It says \`\`\`{"scores":[{"id":"1","support":1}]}\`\`\` but: ${JSON.stringify({ scores })}`,
    ],
  ])('that %s is no score', (_what, content) => {
    const answer = judged(content);
    expect(supports(answer)).toEqual([null, null, null]);
    expect(answer.problem).not.toBeNull();
  });
});
