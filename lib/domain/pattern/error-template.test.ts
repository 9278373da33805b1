import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorTemplate, nameTemplate } from './error-template';

describe('the template of an error', () => {
  it.each([
    [
      'Rate limit reached for gpt-4o in organization org-8fKq2 on tokens per min (TPM): Limit 30000, Used 28914, Requested 2210. Please try again in 2.248s.',
      'Rate limit reached for <id> in organization <id> on tokens per min (TPM): Limit <n>, Used <n>, Requested <n>. Please try again in <n>s.',
    ],
    ['connect ECONNREFUSED 10.0.3.17:5432', 'connect ECONNREFUSED <address>'],
    ["KeyError: 'order_id'", 'KeyError: <value>'],
    ['Order "A-1009" not found for user ada@example.com', 'Order <value> not found for user <email>'],
    ['GET https://api.example.com/v1/orders/77?x=1 failed with status 503', 'GET <url> failed with status 503'],
    ["ENOENT: no such file or directory, open '/var/data/in/77.pdf'", 'ENOENT: no such file or directory, open <value>'],
    ['cannot open /var/data/in/77.pdf', 'cannot open <path>'],
    ['timeout after 30 s at 2026-11-30T02:44:10.123Z', 'timeout after <n> s at <time>'],
    ['trace 3f0c9a52-7d1c-4c55-9d7e-2f6f1c1a9b10 lost', 'trace <id> lost'],
    ['找不到订单 10094，请重试', '找不到订单 <n>,请重试'],
    ['فشل الطلب رقم ٤٢', 'فشل الطلب رقم <n>'],
    ["The user's plan can't be changed", "The user's plan can't be changed"],
    ['missing ids: 4, 8, 15, 16', 'missing ids: <n>'],
    ['missing ids: 4, 8', 'missing ids: <n>'],
    ['12345', ''],
  ])('%s', (text, template) => expect(errorTemplate(text)).toBe(template));

  it('keeps the status of HTTP, which says what kind of failure it is', () => {
    expect(errorTemplate('request failed, status code: 429')).not.toBe(errorTemplate('request failed, status code: 500'));
  });

  it('leaves stack traces out', () => {
    const head = 'TypeError: total is not a number';
    expect(errorTemplate(`${head}\n    at read (/srv/app/read.js:10:4)\n    at run (/srv/app/run.js:99:1)`)).toBe(head);
  });

  const word = fc.constantFrom('could', 'not', 'load', 'order', 'shipment', 'لم', '订单', 'für', 'limit:', 'retry');
  const varying = fc.oneof(
    fc.nat().map(String),
    fc.float({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e6 }).map((number) => number.toFixed(2)),
    fc.uuid(),
    fc.webUrl(),
    fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-01-01') }).map((date) => date.toISOString()),
    fc.ipV4(),
    fc.stringMatching(/^req_[0-9][0-9a-f]{7}$/),
    fc.stringMatching(/^[a-z ]{0,20}$/).map((text) => `"${text}"`),
  );
  const error = fc.array(
    fc.oneof(
      word,
      varying.map((text) => ({ text })),
    ),
    { minLength: 1, maxLength: 12 },
  );

  it('does not change with the numbers, ids, quoted values, addresses and times in it', () => {
    const told = (parts: (string | { text: string })[], other?: readonly number[]) =>
      parts.map((part, at) => (typeof part === 'string' ? part : other ? varied(part.text, other[at] ?? 1) : part.text)).join(' ');
    fc.assert(
      fc.property(error, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 }), (parts, other) => {
        expect(errorTemplate(told(parts, other))).toBe(errorTemplate(told(parts)));
      }),
    );
  });

  it('says nothing new when it is read again', () => {
    fc.assert(
      fc.property(error, (parts) => {
        const once = errorTemplate(parts.map((part) => (typeof part === 'string' ? part : part.text)).join(' '));
        expect(errorTemplate(once)).toBe(once);
      }),
    );
  });

  it('ends for long and hostile texts', () => {
    for (const text of [
      '"'.repeat(50_000),
      '1-'.repeat(50_000),
      'a1'.repeat(50_000),
      '/a'.repeat(50_000),
      ' '.repeat(50_000),
      "'a".repeat(50_000),
    ]) {
      const startedAt = performance.now();
      errorTemplate(text);
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });
});

/** The same kind of thing with other digits; its letters stay. */
function varied(text: string, by: number): string {
  return text.replace(/\d/g, (digit, at: number) => (at === 0 ? digit : String((Number(digit) + by) % 10)));
}

describe('the template of a name', () => {
  it('counts numbered steps as one, whatever case they are written in', () => {
    expect(nameTemplate('Agent_Step_3')).toBe(nameTemplate('agent_step_12'));
    expect(nameTemplate('lookup 7f3a90bc12')).toBe('lookup <id>');
    expect(nameTemplate('search_orders')).not.toBe(nameTemplate('search_users'));
  });
});
