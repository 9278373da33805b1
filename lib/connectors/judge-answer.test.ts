import { describe, expect, it } from 'vitest';
import { judgeAnswer } from './judge-answer';
import { hide } from './run-calls';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const judge = (status: number, headers: { [name: string]: string } = {}, body = '') =>
  judgeAnswer({ what: 'score' }, { status, headers, body: Buffer.from(body) }, NOW);

describe('what an answer means', () => {
  it.each([
    [200, 'taken', null, null],
    [201, 'taken', null, null],
    [204, 'taken', null, null],
    [301, 'again', true, false],
    [308, 'again', true, false],
    [400, 'refused', null, null],
    [401, 'again', true, false],
    [403, 'again', true, false],
    [404, 'again', false, true],
    [405, 'again', false, true],
    [408, 'again', true, false],
    [409, 'refused', null, null],
    [413, 'refused', null, null],
    [422, 'refused', null, null],
    [429, 'again', true, false],
    [500, 'again', true, true],
    [502, 'again', true, false],
    [503, 'again', true, false],
    [504, 'again', true, false],
  ])('%i is %s; holds the connector back: %s; is given up some day: %s', (status, state, isOfConnector, ends) => {
    const verdict = judge(status);
    expect(verdict.state).toBe(state);
    if (verdict.state !== 'again') return;
    expect(verdict.isOfConnector).toBe(isOfConnector);
    expect(Number.isFinite(verdict.maxAttempts)).toBe(ends);
  });

  it('tells what was said in one line, and what was asked for', () => {
    expect(judge(503, { 'retry-after': '7' })).toMatchObject({ retryAfterMs: 7000 });
    expect(judge(400, {}, 'bad\n\u001b[31m name\u202e')).toMatchObject({
      problem: 'Score: the receiver refuses it (400). It says: bad [31m name',
    });
    expect(judge(400, {}, 'x'.repeat(1000))).toMatchObject({ problem: expect.stringMatching(/x{300}…$/) });
    expect(judge(302, { location: 'https://login.example.com' })).toMatchObject({
      problem: expect.stringContaining('to https://login.example.com.'),
    });
  });

  it('hides the credential in every form in which it was sent', () => {
    const headers = { authorization: 'Basic cGstbGYtMTpzay1sZi0x', 'content-type': 'application/json' };
    expect(hide('key sk-lf-123 from cGstbGYtMTpzay1sZi0x as application/json', 'sk-lf-123', { headers })).toBe(
      'key ••• from ••• as application/json',
    );
    expect(hide('x-team abcdefgh12 refused', 'x-team: abcdefgh12', { headers: {} })).toBe('x-team ••• refused');
  });
});
