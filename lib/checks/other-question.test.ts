import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { otherQuestion } from './other-question';

const said = (input: string, output: string) => saidIn(otherQuestion, { facts: { input, output } });
const NOTES =
  'The senior notes were issued in London with a coupon of four percent. Interest on the notes is paid once a year, and the notes rank equally with other unsecured debt of the issuer.';

describe('an answer to another question', () => {
  it('about other years is told with both', () => {
    expect(said('How much did the museum earn in 2021?', 'In 2018 the museum earned 3 million EUR.')).toEqual([
      'answers_other_question: The question is about 2021, but the answer speaks only of 2018: “In 2018 the museum earned 3 million EUR.”.',
    ]);
  });

  it('about another subject is told with what is missing and what it speaks of', () => {
    const [first, ...others] = said('Which hospitals did the foundation equip with incubators?', NOTES);
    expect(others).toEqual([]);
    expect(first).toContain('asks for “hospitals”, “foundation”, “equip”, “incubators”');
    expect(first).toContain('which speaks of “notes”');
  });

  it('is not seen in answers, short answers, refusals, follow-ups and other languages', () => {
    expect(said('How much did the museum earn in 2021?', 'In 2021 it earned 4 million EUR, after 3 million in 2018.')).toEqual([]);
    expect(said('What were sales in FY2023?', 'For the year ended June 2022 sales were 5 million EUR.')).toEqual([]);
    expect(said('Which hospitals did the foundation equip with incubators?', 'Lyon and Nice.')).toEqual([]);
    expect(said('Which hospitals did the foundation equip with incubators?', `I cannot answer that. ${NOTES}`)).toEqual([]);
    expect(said('Did these hospitals get foundation incubators too?', NOTES)).toEqual([]);
    expect(said('Welche Spitäler hat die Stiftung mit Brutkästen ausgestattet und wann?', NOTES)).toEqual([]);
    expect(said('医院什么时候收到了孵化器？', NOTES)).toEqual([]);
    expect(said('Describe the business.', NOTES)).toEqual([]);
  });
});
