import { describe, expect, it } from 'vitest';
import { findingsIn, saidIn } from './evidence-example';
import { hiddenAnswer } from './hidden-answer';

const documents = {
  guide: `The harbour museum was founded by a sailors’ club. The harbour museum opened in 1954 with a single ship.
Admission to the harbour museum costs 12 EUR for adults. The director of the harbour museum is Clara Voss.
Is there parking at the harbour museum?`,
};
const NO = 'I am unable to answer that from the given text.';
const said = (input: string, output = NO) => saidIn(hiddenAnswer, { facts: { input, output }, documents });

describe('a refusal that hides an answer', () => {
  it.each([
    ['When was the harbour museum opened?', '“1954”'],
    ['How much does admission to the harbour museum cost?', '“12”'],
    ['Who is the director of the harbour museum?', '“Clara Voss”'],
  ])('is told with the piece that was asked for: %s', (question, piece) => {
    expect(said(question)).toEqual([expect.stringContaining(`of the kind that was asked for, ${piece}`)]);
  });

  it('is shown at the place, in one sentence', () => {
    const [finding] = findingsIn(hiddenAnswer, {
      facts: { input: 'How much does admission to the harbour museum cost?', output: NO },
      documents,
    });
    expect(finding).toMatchObject({ code: 'refusal_despite_sources', severity: 'medium' });
    expect(finding?.anchors[0]?.quote).toContain('Admission to the harbour museum costs 12 EUR');
    expect(finding?.detail).toMatch(/^The answer says “I am unable to answer.*”, but guide holds .*“admission”.*\.$/);
  });

  it('is not seen in answers, where the words or the kind are missing, and where the source only asks too', () => {
    expect(said('When was the harbour museum opened?', 'It opened in 1954.')).toEqual([]);
    expect(said('When was the lighthouse restaurant renovated?')).toEqual([]);
    expect(said('How many parking spaces are there?')).toEqual([]);
    expect(said('Is there parking at the harbour museum?')).toEqual([]);
    expect(said('')).toEqual([]);
  });
});
