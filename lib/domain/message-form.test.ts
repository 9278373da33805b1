import { describe, expect, it } from 'vitest';
import { isCutJson, parseContainer } from './json-container';
import { foldFinishReason, instructionsText, lonelyText, toMessages } from './message-form';
import type { Json } from '@/lib/domain/run/run';

const text = (content: string) => ({ type: 'text', content });

describe('messages', () => {
  it.each<[string, Json, unknown]>([
    ['a bare text', 'hi', [{ role: 'user', parts: [text('hi')] }]],
    [
      'OpenAI with a content list and tool calls',
      [
        {
          role: 'assistant',
          content: [{ type: 'text', text: 'a' }],
          tool_calls: [{ id: 'c', type: 'function', function: { name: 't', arguments: '{"x":1}' } }],
        },
      ],
      [{ role: 'assistant', parts: [text('a'), { type: 'tool_call', id: 'c', name: 't', arguments: { x: 1 } }] }],
    ],
    [
      'OpenAI tool result',
      [{ role: 'tool', tool_call_id: 'c', content: 'r' }],
      [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] }],
    ],
    [
      'OpenAI function call of old',
      [{ role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } }],
      [{ role: 'assistant', parts: [{ type: 'tool_call', name: 'f', arguments: {} }] }],
    ],
    [
      'Responses items',
      [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'q' }] },
        { type: 'function_call', call_id: 'c', name: 't', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'r' },
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'why' }] },
      ],
      [
        { role: 'user', parts: [text('q')] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 't', arguments: {} }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] },
        expect.objectContaining({ role: 'assistant', parts: [expect.objectContaining({ type: 'reasoning' })] }),
      ],
    ],
    [
      'Anthropic blocks',
      [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'tool_use', id: 'c', name: 't', input: { a: 1 } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: 'r' }] },
      ],
      [
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'hm' },
            { type: 'tool_call', id: 'c', name: 't', arguments: { a: 1 } },
          ],
        },
        { role: 'user', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] },
      ],
    ],
    [
      'AI SDK',
      [{ role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', output: { type: 'text', value: 'r' } }] }],
      [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] }],
    ],
    [
      'a failed tool of the AI SDK',
      [{ role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', output: { type: 'error-text', value: 'no' } }] }],
      [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: { type: 'error-text', value: 'no' } }] }],
    ],
    ['Gemini', [{ role: 'model', parts: [{ text: 'a' }] }], [{ role: 'assistant', parts: [text('a')] }]],
    [
      'LangChain in its serialised form, one conversation',
      [[{ lc: 1, type: 'constructor', id: ['langchain_core', 'messages', 'HumanMessage'], kwargs: { content: 'q', id: 'm1' } }]],
      [{ role: 'user', parts: [text('q')] }],
    ],
    ['an object with messages', { messages: [{ role: 'user', content: 'q' }] }, [{ role: 'user', parts: [text('q')] }]],
    [
      'a part of a kind nobody knows',
      [{ role: 'user', parts: [{ type: 'hologram', size: 3 }] }],
      [{ role: 'user', parts: [{ type: 'hologram', size: 3 }] }],
    ],
    [
      'an image',
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x' } }] }],
      [{ role: 'user', parts: [{ type: 'uri', modality: 'image', uri: 'https://x' }] }],
    ],
  ])('%s', (_what, value, expected) => {
    expect(toMessages(value, 'user')).toMatchObject(expected as object);
    if (typeof value !== 'string') expect(toMessages(JSON.stringify(value), 'user')).toMatchObject(expected as object);
  });

  it('are none where there is none', () => {
    for (const value of [undefined, null, '', 7, true, {}, [], { a: 1 }, '{"a":'])
      expect(toMessages(value as Json, 'user')).toBeUndefined();
  });

  it('are the text itself when they are nothing but one', () => {
    expect(lonelyText([{ role: 'user', parts: [{ type: 'text', content: 'a' }] }])).toBe('a');
    expect(
      lonelyText([
        { role: 'user', parts: [{ type: 'text', content: 'a' }] },
        { role: 'user', parts: [] },
      ]),
    ).toBeUndefined();
    expect(instructionsText('[{"type":"text","content":"a"},{"type":"text","content":"b"}]')).toBe('a\nb');
    expect([foldFinishReason('tool_use'), foldFinishReason('end_turn'), foldFinishReason('max_tokens'), foldFinishReason('odd')]).toEqual([
      'tool_call',
      'stop',
      'length',
      'odd',
    ]);
  });
});

describe('JSON inside text', () => {
  it('is read when it is an object or a list that is not nested without end', () => {
    expect(parseContainer(' {"a":[1]} ')).toEqual({ a: [1] });
    expect(parseContainer('"text"')).toBeUndefined();
    expect(parseContainer('[1')).toBeUndefined();
    expect(parseContainer(`${'['.repeat(128)}${']'.repeat(128)}`)).toBeDefined();
    expect(parseContainer(`${'['.repeat(129)}${']'.repeat(129)}`)).toBeUndefined();
    expect(parseContainer(JSON.stringify({ text: '\\"[[['.repeat(200) }))).toEqual({ text: '\\"[[['.repeat(200) });
  });

  it('is known when it was cut', () => {
    expect(['{"a":"b', '[{"role":"us', '[["x"'].map(isCutJson)).toEqual([true, true, true]);
    expect(['{"a":1}', '[HOM-2291] covers', '{clauses}', 'text', '[1] see'].map(isCutJson)).toEqual([false, false, false, false, false]);
  });
});
