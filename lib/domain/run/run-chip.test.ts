import { describe, expect, it } from 'vitest';
import { CHIP_KINDS, chipsOf, readChip, withChip, withoutChip } from './run-chip';
import { runQuerySchema } from './run-query';

describe('a typed filter', () => {
  it.each([
    ['route:billing', [['route', 'billing']]],
    ['route: small talk', [['route', 'small talk']]],
    ['finding:tool_failed', [['code', 'tool_failed']]],
    ['risk:>0.5', [['risk_min', '0.5']]],
    ['risk:<=0.25', [['risk_max', '0.25']]],
    ['latency:>2s', [['latency_min', '2000']]],
    [
      'latency:500ms-1.5s',
      [
        ['latency_min', '500'],
        ['latency_max', '1500'],
      ],
    ],
    [
      'cost:$0.05..1',
      [
        ['cost_min', '0.05'],
        ['cost_max', '1'],
      ],
    ],
    ['tokens:>4k', [['tokens_min', '4000']]],
    ['within:7d', [['within', '7d']]],
    ['from:2026-11-01', [['from', '2026-11-01']]],
    ['refunds: how long?', [['q', 'refunds: how long?']]],
    ['ratio 3:4', [['q', 'ratio 3:4']]],
    ['退款', [['q', '退款']]],
    ['  ', []],
  ])('%j', (typed, parameters) => {
    expect(readChip(typed)).toEqual({ parameters });
  });

  it.each(['risk:>2', 'risk:high', 'state:gone', 'within:soon', 'from:yesterday', 'route:', 'latency:>2parsecs'])(
    '%j is refused',
    (typed) => {
      expect(readChip(typed)).toHaveProperty('problem');
    },
  );

  it('stands for a parameter of the list in every kind', () => {
    const names = Object.keys(runQuerySchema.shape);
    for (const { parameter, form } of CHIP_KINDS)
      expect(names).toEqual(expect.arrayContaining(form === 'measure' ? [`${parameter}_min`, `${parameter}_max`] : [parameter]));
  });
});

describe('chips', () => {
  it('say what is asked, add values of lists, replace bounds, and go away one by one', () => {
    const one = withChip({ sort: '-risk' }, [['route', 'billing']]);
    const two = withChip(withChip(one, [['route', 'orders']]), [['risk_min', '0.5']]);
    const three = withChip(withChip(two, [['risk_min', '0.7']]), [['route', 'orders']]);
    expect(three).toEqual({ sort: '-risk', route: ['billing', 'orders'], risk_min: '0.7' });
    expect(chipsOf(three).map(({ title, text }) => `${title} ${text}`)).toEqual(['Route billing', 'Route orders', 'Risk ≥ 0.7']);
    const [first] = chipsOf(three);
    expect(withoutChip(three, first as NonNullable<typeof first>)).toEqual({ sort: '-risk', route: ['orders'], risk_min: '0.7' });
    expect(chipsOf({ latency_min: '2000', q: 'refund' }).map(({ text }) => text)).toEqual(['≥ 2 s', '“refund”']);
  });
});
