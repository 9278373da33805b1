import { describe, expect, it } from 'vitest';
import { findingsIn, saidIn } from './evidence-example';
import { recordContradicted } from './record-contradicted';

const order = JSON.stringify(
  {
    order: '4711',
    status: 'shipped',
    gift_wrapped: false,
    refundable: null,
    total: 129.9,
    delivery: { date: '2024-05-03', express: true },
  },
  null,
  2,
);
const facts = (output: unknown, ...context: string[]) => ({
  output: output as string,
  context: context.map((content, index) => ({ id: `p${index + 1}`, content })),
});

describe('a record among the sources', () => {
  it('is quoted where its field stands, in the passage', () => {
    const text = 'The order is gift-wrapped and costs 129.90 EUR in total.';
    const [finding, ...more] = findingsIn(recordContradicted, { facts: facts(text, 'Gifts are lovely.', order) });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'record_contradicted',
      severity: 'high',
      claimId: 'c1',
      detail: '“The order is gift-wrapped and costs 129.90 EUR in total.” says “gift-wrapped”; passage 2 has false at /gift_wrapped.',
      anchors: [{ passageOrdinal: 1, quote: '"gift_wrapped": false', start: order.indexOf('"gift_wrapped"') }],
    });
    expect(order.slice(finding?.anchors[0]?.start, finding?.anchors[0]?.end)).toBe(finding?.anchors[0]?.quote);
  });

  it('is quoted in a document too', () => {
    const [finding] = findingsIn(recordContradicted, { facts: { output: 'The total is 139.90 EUR.' }, documents: { order } });
    expect(finding).toMatchObject({
      detail: expect.stringContaining('order has 129.9 at /total'),
      anchors: [{ documentId: 'order', quote: '"total": 129.9' }],
    });
  });

  it('knows what nobody knows', () => {
    for (const output of ['The order is refundable.', 'The order is not refundable.'])
      expect(saidIn(recordContradicted, { facts: facts(output, order) })).toEqual([
        expect.stringMatching(
          /^record_unknown_asserted: .* (says|denies) “refundable”; passage 1 has null at \/refundable, so it is not known\.$/,
        ),
      ]);
    expect(saidIn(recordContradicted, { facts: facts('It is not stated whether the order is refundable.', order) })).toEqual([]);
  });

  it('is held against fields of the same name', () => {
    const said = (output: unknown) => saidIn(recordContradicted, { facts: facts(output, order) });
    expect(said({ status: 'shipped', gift_wrapped: false, total: '129.90', delivery: { date: '3 May 2024' } })).toEqual([]);
    expect(said({ gift_wrapped: true, total: 192.9, delivery: { date: '2024-05-04' }, refundable: true })).toEqual([
      'record_contradicted: /gift_wrapped (true); passage 1 has false at /gift_wrapped.',
      'record_contradicted: /total (192.9); passage 1 has 129.9 at /total.',
      'record_contradicted: /delivery/date (2024-05-04); passage 1 has “2024-05-03” at /delivery/date.',
      'record_unknown_asserted: /refundable (true); passage 1 has null at /refundable, so it is not known.',
    ]);
    expect(said({ invoice: { date: '2024-05-04' }, items: [{ total: 5 }], colour: 'red' })).toEqual([]);
  });

  it('says nothing of prose, of broken records, or of a hostile one', () => {
    const says = (context: string) => saidIn(recordContradicted, { facts: facts('The order is gift-wrapped and refundable.', context) });
    expect(says('The order is not gift-wrapped.')).toEqual([]);
    expect(says(order.slice(0, -2))).toEqual([]);
    expect(says(`{"gift_wrapped": ${'['.repeat(20_000)}false${']'.repeat(20_000)}}`)).toEqual([]);
    const many = `{${Array.from({ length: 60_000 }, (_, index) => `"gift ${index}": false`).join(',')}, "gift_wrapped": false}`;
    expect(says(many)).toEqual([]);
  });
});
