import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, inputLikeness, inputSignature, lookupBands, normalisedInput } from './input-signature';

const shared = (left: string, right: string) => {
  const bands = inputSignature('qa', right)?.bands ?? [];
  return lookupBands('qa', left).some((own) => own.some((band, place) => band === bands[place]));
};

describe('inputSignature', () => {
  it('is the same for texts that differ in case, space, punctuation and width only, and another one in another workflow', () => {
    const own = inputSignature('qa', 'How long do refunds take?');
    expect(inputSignature('qa', '  how long\ndo  REFUNDS take')).toEqual(own);
    expect(inputSignature('other', 'How long do refunds take?')?.digest).not.toBe(own?.digest);
    expect(inputSignature('qa', '！？ …')).toBeNull();
    expect(normalisedInput('ＡＢＣ－１２３')).toBe('abc 123');
    expect(own?.bands).toHaveLength(BANDS);
    expect(own?.bands.every((band) => Number.isInteger(band) && band >= -(2 ** 31) && band < 2 ** 31)).toBe(true);
  });

  it.each([
    ['How long do refunds take after I send the parcel back?', 'How long do the refunds take after I sent the parcel back?'],
    ['退款期限是多少天，从收到货物开始算吗？', '退款期限是多少天？从收到货物开始计算吗'],
    ['متى تصل الفاتورة بعد الدفع بالبطاقة؟', 'متى تصل الفاتورة بعد الدفع ببطاقة'],
    ['คืนเงินใช้เวลากี่วันหลังจากส่งสินค้าคืน', 'คืนเงินใช้เวลากี่วันหลังส่งสินค้าคืน'],
  ])('finds a near-same text in any script: %s', (left, right) => {
    expect(inputLikeness(left, right)).toBeGreaterThan(0.55);
    expect(shared(left, right)).toBe(true);
  });

  it('does not find another question, and never calls texts that differ the same', () => {
    expect(shared('How long do refunds take?', 'Where is the nearest parcel shop?')).toBe(false);
    expect(inputLikeness('How long do refunds take?', 'Where is the nearest parcel shop?')).toBeLessThan(0.2);
    expect(inputLikeness('aaaa aaaa', 'aaaa aaaa aaaa')).toBeLessThan(1);
  });

  it('finds a near-same text across the border between short and long', () => {
    const text =
      'please tell me whether the invoice for order 4711 of last march has been paid and when the goods will leave the warehouse in hamburg';
    expect(shared(text, `${text} because the customer asks for it every day now`)).toBe(true);
  });

  it('is symmetric and between 0 and 1 for texts of one length', () => {
    const texts = fc
      .array(fc.constantFrom('refund', 'invoice', 'order', '退款', 'late'), { minLength: 1, maxLength: 12 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        expect(inputLikeness(left, right)).toBe(inputLikeness(right, left));
        expect(inputLikeness(left, right)).toBeGreaterThanOrEqual(0);
        expect(inputLikeness(left, right) === 1).toBe(normalisedInput(left) === normalisedInput(right));
      }),
      { seed: 20261130 },
    );
  });
});
