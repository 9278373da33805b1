import { describe, expect, it } from 'vitest';
import { type KnownRecord, knownRecord } from './record-known';
import { sayingsOf } from './record-sayings';

const known = (value: unknown) => knownRecord(JSON.stringify(value, null, 1)) as KnownRecord;
const said = (text: string, ...records: KnownRecord[]) =>
  sayingsOf(text, records).said.map(
    ({ saying }) => `${saying.verdict}${saying.isUnsure ? '?' : ''} ${saying.leaves[0]?.pointer}: ${text.slice(...saying.range)}`,
  );
const wrong = (text: string, ...records: KnownRecord[]) => said(text, ...records).filter((one) => !one.startsWith('agrees'));

const WEEK = {
  Monday: '9:0-17:0',
  Tuesday: '9:0-17:0',
  Wednesday: '9:0-17:0',
  Thursday: '9:0-17:0',
  Friday: '9:0-20:0',
  Saturday: '10:0-14:0',
};
const cafe = known({
  name: 'Blue Lantern',
  address: '12 Lot Street',
  hours: WEEK,
  stars: 4.5,
  options: {
    Parking: { street: true, lot: false, valet: false },
    Ambience: { casual: true, romantic: false },
    WiFi: 'no',
    Reservations: true,
    TakeOut: true,
    OutdoorSeating: null,
    GoodForGroups: false,
  },
  reviews: [
    { stars: 2, text: 'They let us dine on the patio, quite romantic, and it was lovely to sit outdoors in the evening sun.' },
    { stars: 5, text: 'Good soup, friendly people.' },
  ],
});

describe('flags of a record', () => {
  it.each([
    'It takes reservations and offers takeout.',
    'There is street parking, but no WiFi.',
    'The Blue Lantern at 12 Lot Street is casual and not romantic.',
    'It does not offer WiFi, valet parking or group seating, but reservations are accepted.',
    'WiFi is not available.',
    'Whether there is outdoor seating is not specified.',
    'Not only does it take reservations, it also has a casual atmosphere.',
    'The data give information about parking, WiFi and reservations.',
    'Reviewers found the patio romantic.',
    'If you need WiFi, let us know.',
    'I can check whether valet parking could be added.',
    'Reservations do not cover the terrace.',
    'WiFi: not included',
    '**Reservations:** yes',
  ])('bear out: %s', (text) => expect(wrong(text, cafe).filter((one) => !one.includes('?'))).toEqual([]));

  it.each([
    ['It has free Wi-Fi.', ['contradicts /options/WiFi: Wi-Fi']],
    [
      'Guests find valet parking and a parking lot.',
      ['contradicts /options/Parking/valet: valet', 'contradicts /options/Parking/lot: lot'],
    ],
    [
      'It does not offer reservations or takeout.',
      ['contradicts /options/Reservations: reservations', 'contradicts /options/TakeOut: takeout'],
    ],
    ['The place is good for groups, while WiFi is not offered.', ['contradicts /options/GoodForGroups: groups']],
    ['Reservations are not mentioned.', ['contradicts /options/Reservations: Reservations']],
    ['**Wi-Fi:** included', ['contradicts /options/WiFi: Wi-Fi']],
    ['Outdoor seating is not offered.', ['unknown_denied /options/OutdoorSeating: Outdoor seating']],
    ['Outdoor seating is available.', ['unknown /options/OutdoorSeating: Outdoor seating']],
  ])('are against: %s', (text, expected) => expect(wrong(text, cafe).sort()).toEqual([...expected].sort()));

  it('yield where the record itself lets somebody say it', () => {
    expect(wrong('One reviewer called the patio romantic.', cafe).every((one) => one.includes('?'))).toBe(true);
  });
});

describe('hours of a record', () => {
  it.each([
    'It is open Monday through Thursday from 9 am to 5 pm, until 8 pm on Fridays, and 10:00 to 14:00 on Saturday.',
    'Open from 9am-5pm on Mondays, with extended hours on Fridays.',
    'It is closed on Sundays.',
    'The café opens at 9 am on Tuesday.',
    'Hours are 9 AM to 5 PM Monday to Thursday and 9 AM to 8 PM on Friday.',
    'They answered the phone within 10 to 15 minutes.',
  ])('bear out: %s', (text) => expect(wrong(text, cafe)).toEqual([]));

  it.each([
    ['It is open from 8 am to 5 pm on Mondays.', '/hours/Monday'],
    ['On Saturdays it is open from 9 am to 5 pm.', '/hours/Saturday'],
    ['It is closed on Fridays.', '/hours/Friday'],
    ['It is open daily from 9 am to 5 pm.', '/hours/Friday'],
  ])('are against: %s', (text, pointer) => expect(wrong(text, cafe)[0]).toContain(`contradicts ${pointer}`));

  it('are read from open and close below a day, in both notations', () => {
    const shop = known({ openingHours: { mon: { open: '09:00', close: '18:30' }, tue: { open: '9 am', close: '6:30 pm' } } });
    expect(wrong('The shop is open from 9 am to 6:30 pm on Monday and Tuesday.', shop)).toEqual([]);
    expect(wrong('The shop is open from 9 am to 7 pm on Monday.', shop)[0]).toContain('contradicts /openingHours/mon');
  });

  it('cannot be known where the record has none', () => {
    expect(wrong('It is open from 9 am to 5 pm.', known({ name: 'Kiosk 7', hours: null }))).toEqual(['unknown? /hours: 9 am to 5 pm']);
  });
});

describe('figures and texts of a record', () => {
  const invoice = known({
    invoice_number: 'R-2209',
    invoice_date: '2024-05-03',
    status: 'overdue',
    total: 1250.4,
    tax: 199.65,
    paid: false,
    line_items: [
      { item: 'Steel bracket', quantity: 40, price: 12.5 },
      { item: 'Copper pipe', quantity: 6, price: 80 },
    ],
  });
  const hotel = known({
    hotel: 'Seehof',
    amenities: { pool: true, gym: false, pets_allowed: false },
    rooms: 48,
    free_cancellation: true,
    check_out: '11:00',
  });
  const flight = known({ flight: 'XK 417', direct: false, checked_bags: 1, meal: null, refundable: false });
  const product = known({ product: 'Lumen 3', waterproof: true, bluetooth: false, weight_grams: 310, warranty_years: 2 });

  it.each([
    ['The total is EUR 1,250.40, and the invoice is not paid.', invoice],
    ['The total comes to about 1,250.', invoice],
    ['The invoice date is 3 May 2024 and its status is overdue.', invoice],
    ['The price of the steel bracket is 12.50.', invoice],
    ['The hotel has 48 rooms, a swimming pool and free cancellation, but no gym.', hotel],
    ['Pets are not allowed at the Seehof.', hotel],
    ['This is not a direct flight, and the ticket is non-refundable.', flight],
    ['The Lumen 3 is waterproof and comes without Bluetooth.', product],
    ['The overall rating is 4.5 stars, and one reviewer gave 2 stars.', cafe],
  ])('bear out: %s', (text, record) => expect(wrong(text, record)).toEqual([]));

  it.each([
    ['The total is EUR 1,350.40.', invoice, '/total'],
    ['The invoice was paid.', invoice, '/paid'],
    ['The invoice date is 5 May 2024.', invoice, '/invoice_date'],
    ['The status is cancelled.', invoice, '/status'],
    ['The price of the copper pipe is 12.50.', invoice, '/line_items/1/price'],
    ['The hotel has 84 rooms.', hotel, '/rooms'],
    ['Guests can use the gym.', hotel, '/amenities/gym'],
    ['The ticket is refundable.', flight, '/refundable'],
    ['The lamp is not waterproof.', product, '/waterproof'],
    ['It has an overall rating of 2 stars.', cafe, '/stars'],
    ['It is rated 3.5 out of 5.', cafe, '/stars'],
  ])('are against: %s', (text, record, pointer) =>
    expect(wrong(text, record)[0]).toContain(`contradicts${pointer === '/stars' && text.includes('2') ? '?' : ''} ${pointer}`),
  );

  it('are those of the record that a sentence names', () => {
    const other = known({ hotel: 'Waldblick', amenities: { pool: false, gym: true } });
    expect(wrong('The Waldblick has a gym.', hotel, other)).toEqual([]);
    expect(wrong('The Seehof has a gym.', hotel, other)).toEqual(['contradicts /amenities/gym: gym']);
    expect(wrong('There is a gym.', hotel, other)).toEqual([]);
    const table = known([
      { hotel: 'Seehof', pool: true },
      { hotel: 'Waldblick', pool: false },
    ]);
    expect(wrong('The Waldblick has a pool.', table)).toEqual(['contradicts /1/pool: pool']);
    expect(wrong('The Seehof has a pool.', table)).toEqual([]);
  });
});

describe('a hostile sentence', () => {
  it('is read up to a length, against names and rows up to a number', () => {
    const rows = known(Array.from({ length: 1500 }, (_, index) => ({ name: `Hotel ${index}`, wifi: false })));
    expect(rows.rows.size).toBeLessThanOrEqual(400);
    const text = `${'It does not have WiFi, no WiFi and not '.repeat(20_000)}.`;
    expect(wrong(text, rows)).toEqual([]);
    expect(said(text, cafe).length).toBeLessThan(400);
    expect(wrong(`${' '.repeat(50_000)}It has WiFi.`, cafe)).toEqual([]);
  });
});
