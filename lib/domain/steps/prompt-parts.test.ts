import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptParts, stepPrompt } from './prompt-parts';

const shown = (...given: Parameters<typeof promptParts>) => {
  const found = promptParts(...given);
  return (
    found && [
      found.by,
      ...found.parts.map(({ text, variable }) => (variable === null ? text : `[${variable}=${text}]`)),
      ...found.unused.map((name) => `-${name}`),
    ]
  );
};

describe('promptParts', () => {
  it('says which words came from which variable, for each way to write a place', () => {
    const variables = { name: 'Ada', q: 'Why?', doc: { title: 'Policy' } };
    expect(shown('Hi Ada, Why? (Policy)', `Hi {{name}}, {q} (\${doc.title})`, variables)).toEqual([
      'template',
      'Hi ',
      '[name=Ada]',
      ', ',
      '[q=Why?]',
      ' (',
      '[doc.title=Policy]',
      ')',
      '-doc',
    ]);
  });

  it('gives a variable its part where the value was written in another form, or is not known', () => {
    expect(shown('Answer in 3 steps: go', 'Answer in {{ n }} steps: {{ what }}', { n: 3 })).toEqual([
      'template',
      'Answer in ',
      '[n=3]',
      ' steps: ',
      '[what=go]',
    ]);
    expect(shown('List: a, b.', 'List: {items}.', { items: ['a', 'b'] })).toEqual(['template', 'List: ', '[items=a, b]', '.']);
  });

  it('takes a value that holds the words of the template', () => {
    expect(shown('Q: is A: a letter? A: yes', 'Q: {q} A: {a}', { q: 'is A: a letter?', a: 'yes' })).toEqual([
      'template',
      'Q: ',
      '[q=is A: a letter?]',
      ' A: ',
      '[a=yes]',
    ]);
  });

  it('finds values without a template, longest first, and is nothing where there is none', () => {
    expect(shown('Refund policy: 退款政策 applies to 退款', undefined, { a: '退款政策', b: '退款', c: 'zzz' })).toEqual([
      'values',
      'Refund policy: ',
      '[a=退款政策]',
      ' applies to 退款',
      '-b',
      '-c',
    ]);
    expect(shown('nothing of it', undefined, { a: 'absent' })).toBeNull();
    expect(shown('other words', 'The template {a}', { a: 'absent' })).toBeNull();
  });

  it('loses no letter of the text, whatever template and values are', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '{', '}', 'x'), maxLength: 20 });
    fc.assert(
      fc.property(words, words, fc.dictionary(fc.constantFrom('a', 'b', 'x'), words), (rendered, template, variables) => {
        const found = promptParts(rendered, template, variables);
        if (found) expect(found.parts.map(({ text }) => text).join('')).toBe(rendered);
      }),
    );
  });

  it('takes the message that the template gives where the rendered prompt was not sent', () => {
    const text = (content: string) => ({ role: 'user', parts: [{ type: 'text' as const, content }] });
    const found = stepPrompt({
      promptTemplate: 'Q: {q}',
      promptVariables: { q: 'Why?' },
      messages: [text('You are kind. Why?'), text('Q: Why?')],
    });
    expect(found).toMatchObject({ by: 'template', parts: [{ text: 'Q: ' }, { text: 'Why?', variable: 'q' }] });
    expect(stepPrompt({ messages: [text('Q: Why?')] })).toBeNull();
  });
});
