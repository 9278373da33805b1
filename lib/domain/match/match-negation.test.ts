import { describe, expect, it } from 'vitest';
import { layBeside } from './match-lay';
import { negationsApart } from './match-negation';

function apart(sentence: string, stretch: string) {
  const laid = layBeside(sentence, stretch);
  if (!laid) throw new Error('too long to be laid');
  const { wanted, found } = negationsApart(laid, sentence, stretch);
  return [wanted, found];
}

describe('negationsApart', () => {
  it.each([
    ['Returns are not accepted after thirty days.', 'Returns are accepted after thirty days.', [['not'], []]],
    ['Returns are accepted after thirty days.', 'Returns are not accepted after thirty days.', [[], ['not']]],
    ['Refunds are given without a receipt.', 'Refunds are given with a receipt.', [['without'], []]],
    ['Die Frist gilt.', 'Die Frist gilt nicht.', [[], ['nicht']]],
  ])('tells that only one of the two denies: %s', (sentence, stretch, expected) => {
    expect(apart(sentence, stretch)).toEqual(expected);
  });

  it.each([
    ['A person cannot be claimed as a dependent.', 'You may not claim a person as a dependent.', 'in another order'],
    ['Ask non-threatening questions.', 'Ask questions in a non-threatening way.', 'of a word that moved'],
    ['Vegetables without seeds, such as beets.', 'Vegetables without seeds, such as beets (no seeds).', 'said twice'],
    ['Number of years of service.', 'No. of years of service.', 'that is a sign for a number'],
    ['No, there is a form for that.', 'There is a form for that.', 'that answers a question'],
    ['No up-front tax break.', 'You do not get the same up-front tax break.', 'a few words before'],
    [
      'Use the same logo on all materials.',
      'Continue it, do not invent new ones. Use the same logo on all materials.',
      'of another sentence',
    ],
    ['Pain with local skin changes.', 'Pain with or without local skin changes.', 'that leaves it open'],
  ])('takes no denial for one: %s beside %s (%s)', (sentence, stretch) => {
    const [mine, theirs] = apart(sentence, stretch);
    expect(((mine?.length ?? 0) + (theirs?.length ?? 0)) % 2).toBe(0);
  });
});
