import { describe, expect, it } from 'vitest';
import { supportContext } from './support-context';
import { supportFeatures } from './support-features';

const shop = JSON.stringify({
  name: 'Kiosk Seven',
  hours: { Monday: '7:0-14:30', Tuesday: '7:0-14:30' },
  wifi: false,
  delivery: null,
  card_payments: true,
  note: 'Rolls, pretzels and lemonade are sold at the counter while stocks last, said a guest.',
});
const measured = (sentence: string, ...passages: string[]) =>
  supportFeatures(supportContext('', passages), sentence, [[0, sentence.length]])[0] as Record<string, number>;

describe('what is measured of a sentence against records', () => {
  it('counts what the record is against, what it bears out, and offers that nothing speaks of', () => {
    expect(measured('It has WiFi and does not take card payments.', shop)).toMatchObject({ record_wrong: Math.log(3), record_right: 0 });
    expect(measured('It has no WiFi but takes card payments.', shop)).toMatchObject({ record_wrong: 0, record_right: 2 });
    expect(measured('It offers delivery.', shop)).toMatchObject({ record_wrong: Math.log(2), record_new_offers: 0 });
    expect(measured('It offers catering and a shuttle.', shop)).toMatchObject({ record_wrong: 0, record_new_offers: 2 });
  });

  it('takes a record among other passages as well as one alone', () => {
    expect(measured('It has WiFi.', 'The kiosk stands by the lake.', shop)['record_wrong']).toBe(Math.log(2));
    expect(measured('It has WiFi.', 'The kiosk stands by the lake.')).toMatchObject({
      record_wrong: 0,
      record_right: 0,
      record_new_offers: 0,
    });
  });

  it('does not call times new that the record has in another notation', () => {
    const read = measured('It is open on Monday from 7 AM to 2:30 PM.', shop);
    expect(read).toMatchObject({ record_wrong: 0, record_right: 1, numbers_absent: 0 });
    expect(measured('It seats 80 guests.', shop)['numbers_absent']).toBeGreaterThan(0);
  });

  it('counts listed items in which no word is known', () => {
    expect(measured('It sells snacks such as rolls, pretzels and waffles.', shop)['items_new']).toBe(1);
    expect(measured('It sells snacks such as rolls and pretzels.', shop)['items_new']).toBe(0);
  });
});
