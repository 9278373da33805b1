import { describe, expect, it } from 'vitest';
import type { Json, Message } from '@/lib/domain/run/run';
import { saidOfRun } from './example-run';
import { errorIn } from './tool-calls';
import { tools } from './tools';

const call = (output: Json, rest: object = {}) => ({ kind: 'TOOL' as const, name: 'search_orders', output, ...rest });
const thrown = { status: 'error' as const, error: 'timeout after 30 s.' };

describe('tools', () => {
  it('that worked are not told', () => {
    expect(saidOfRun(tools)).toEqual([]);
    expect(saidOfRun(tools, { more: [call({ results: [{ id: 1 }], error: null, total: 1 }), call(0), call(false)] })).toEqual([]);
  });

  it('that threw weigh more than those whose result speaks of an error, and least when a later call passed', () => {
    expect(saidOfRun(tools, { steps: { lookup: { ...thrown, output: null } } })).toEqual([
      'high tool_failed: get_order failed: timeout after 30 s.',
    ]);
    expect(saidOfRun(tools, { steps: { lookup: { output: 'Error: flight HAT030 not available on that date' } } })).toEqual([
      'medium tool_failed: get_order failed: Error: flight HAT030 not available on that date.',
    ]);
    expect(saidOfRun(tools, { more: [call(null, thrown), call(null, thrown), call({ rows: [1] })] })).toEqual([
      'low tool_failed: search_orders failed in 2 of 3 calls: timeout after 30 s; the last call passed.',
    ]);
  });

  it('say in their results what went wrong in many ways', () => {
    expect(errorIn({ isError: true, content: [{ type: 'text', text: 'no such user' }] })).toBe('no such user');
    expect(errorIn('{"error": {"message": "bad id"}}')).toBe('bad id');
    expect(errorIn({ success: false, message: 'card declined' })).toBe('card declined');
    expect(errorIn({ status: 'failed' })).toBe('its result says that it failed');
    expect(errorIn({ status_code: 503, detail: 'later' })).toBe('later');
    expect(errorIn({ errors: [{ message: 'x' }] })).toBe('{"message":"x"}');
    expect(errorIn('Traceback (most recent call last):\n  File "a.py"\nKeyError: \'id\'')).toBe("KeyError: 'id'");
    for (const fine of [
      'Error rates fell to 2 %.',
      { error: null, status: 'ok' },
      { status: 200 },
      { errors: [] },
      { error: 'none' },
      404,
      null,
      ['error'],
    ])
      expect(errorIn(fine)).toBe(null);
  });

  it('that returned nothing are told lightly', () => {
    for (const nothing of ['', '[]', [], {}, { results: [], total: 0 }, 'No results found.', null, { content: [] }] as Json[]) {
      expect(saidOfRun(tools, { more: [call(nothing)] })).toEqual(['low tool_empty: search_orders returned nothing.']);
    }
    expect(saidOfRun(tools, { more: [call([]), call([1])] })).toEqual(['low tool_empty: search_orders returned nothing in 1 of 2 calls.']);
  });

  it('whose results were never recorded are not called empty', () => {
    expect(saidOfRun(tools, { without: ['lookup'], more: [call(null), call(null)] })).toEqual([]);
  });

  it('are read from the conversation where there are no tool steps', () => {
    const messages: Message[] = [
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'get_user', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'Error: user not found' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c2', name: 'list_flights', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c2', response: [] }] },
    ];
    expect(saidOfRun(tools, { without: ['lookup'], steps: { answer: { facts: { messages } } } })).toEqual([
      'medium tool_failed: get_user failed: Error: user not found.',
      'low tool_empty: list_flights returned nothing.',
    ]);
  });
});
