import { describe, expect, it } from 'vitest';
import { cutClaims } from './claim-cut';

describe('sentences with numbers', () => {
  it.each([
    ['Arabic', 'يبلغ الإيجار الشهري 1,500 دينار.'],
    ['Chinese', '租金为每月5000元。'],
    ['Greek', 'Το ενοίκιο είναι 500 ευρώ.'],
    ['Hebrew', 'שכר הדירה הוא 5,000 שקלים.'],
    ['Hindi', 'किराया 5000 रुपये है।'],
    ['Japanese', '家賃は月に5万円です。'],
    ['Russian', 'Аренда составляет 500 рублей.'],
  ])('are claims in %s, not references', (_, text) => {
    expect(cutClaims(text)).toMatchObject({ claims: [{ text }], leftOut: [] });
  });

  it('are references where they only say where to look', () => {
    expect(cutClaims('See passages 1 and 3.').leftOut).toMatchObject([{ reason: 'reference' }]);
  });
});
