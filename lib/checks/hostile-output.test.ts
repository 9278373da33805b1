import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { evaluateRun } from './evaluate-run';
import { exampleEvaluation } from './evidence-example';

const SIZE = 200_000;
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length));

// Without bounds each of these takes minutes, which the limit of a test ends.
describe('texts made to take long', () => {
  it.each([
    ['spaces', fill(' ')],
    ['spaces and a letter', `${fill(' ')}x`],
    ['dashes', `${fill('-')}x`],
    ['bars', fill('| ')],
    ['open fences', fill('```x\n')],
    ['brackets', fill('(')],
    ['nested JSON', `${'['.repeat(5000)}1${']'.repeat(5000)}`],
    ['digits', fill('1')],
    ['grouped digits', fill('1,')],
    ['dates', fill('1.1.')],
    ['one word', fill('a ')],
    ['two words', fill('the cat ')],
    ['capitals', fill('A ')],
    ['a sentence without end', fill('word and number 12 of this, ')],
    ['many sentences', fill('The rent is 1,250 EUR for 12 months. ')],
    ['wrapped lines', fill(`${'word '.repeat(12)}\n`)],
    ['marks', fill('e\u0301\u0301\u0301')],
    ['Chinese', fill('租金为每月五千元，')],
  ])('%s', { timeout: 60_000 }, (_name, text) => {
    const source = exampleDocument('d', [text.slice(0, SIZE / 4), 'The rent is 1,300 EUR for 12 months. The cat sat on the mat.']);
    const evaluation = evaluateRun(exampleEvaluation({ facts: { output: text, input: text.slice(0, 1000) }, documents: [source] }));
    expect(evaluation.risk.score).toBeGreaterThan(0);
  });
});
