import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { saidIn } from './evidence-example';
import { nothingToCheck } from './nothing-to-check';

describe('nothing to check against', () => {
  it('is said of claims without any source', () => {
    expect(saidIn(nothingToCheck, { facts: { output: 'It costs 5 EUR. It is blue.' } })).toEqual([
      'nothing_to_check_against: The run has 2 claims and no source to check them against.',
    ]);
  });

  it('is said of an output that makes no claim, such as code', () => {
    const output = '```js\nconst total = prices.reduce((sum, price) => sum + price, 0);\nconsole.log(total);\n```';
    expect(saidIn(nothingToCheck, { facts: { output } })).toEqual([
      'nothing_to_check_against: The run has no source to check its output against.',
    ]);
  });

  it('is not said when there is a source, or nothing to check', () => {
    expect(saidIn(nothingToCheck, { facts: { output: 'It costs 5 EUR.' }, documents: { d: 'It costs 5 EUR.' } })).toEqual([]);
    expect(saidIn(nothingToCheck, { facts: { output: 'Hello!' } })).toEqual([]);
  });

  it('names documents that are missing or cannot be read', () => {
    expect(
      saidIn(nothingToCheck, {
        facts: { output: 'It is blue.', contextRefs: ['doc:gone', 'doc:locked', 'doc:scan'] },
        documents: [exampleDocument('locked', [], { state: 'failed', problem: 'It is encrypted.' }), exampleDocument('scan', [''])],
      }),
    ).toEqual([
      'nothing_to_check_against: The run has 1 claim and no source to check it against.',
      'document_missing: gone could not be searched: nobody has sent it yet.',
      'document_unreadable: locked could not be searched: It is encrypted.',
      'document_unreadable: scan could not be searched: it has no text layer.',
    ]);
  });
});
