import { describe, expect, it } from 'vitest';
import { knownRecord, type KnownRecord } from './record-known';
import { sayingsOf } from './record-sayings';

/** Random numbers that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Flags of several domains, with the ways to say that they are on and off. */
const FLAGS: [key: string, yes: string[], no: string[]][] = [
  [
    'RestaurantsReservations',
    ['It takes reservations', 'Reservations are accepted'],
    ['It does not take reservations', 'Reservations are not accepted'],
  ],
  ['wifi', ['It offers free WiFi', 'Wi-Fi is available'], ['It has no WiFi', 'Wi-Fi is not available']],
  ['OutdoorSeating', ['It features outdoor seating', 'There is a patio'], ['It lacks outdoor seating', 'There is no patio']],
  ['swimmingPool', ['The hotel has a swimming pool'], ['The hotel does not have a swimming pool']],
  ['free_cancellation', ['It comes with free cancellation'], ['It comes without free cancellation']],
  ['is_refundable', ['The fare is refundable'], ['The fare is not refundable', 'The fare is non-refundable']],
  ['gift_wrapped', ['The order is gift-wrapped'], ["The order isn't gift wrapped"]],
  ['auto_renew', ['The plan renews automatically'], ['The plan is without automatic renewal']],
  ['Waterproof', ['The watch is waterproof'], ["The watch isn't waterproof"]],
];
const JOINTS = [', and ', ', but ', '; ', '. '];

function example(random: () => number): { record: Record<string, boolean>; text: string } {
  const chosen = FLAGS.filter(() => random() < 0.5).slice(0, 4);
  const record = Object.fromEntries(chosen.map(([key]) => [key, random() < 0.5]));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const parts = chosen.map(([key, yes, no]) => pick(record[key] ? yes : no));
  const text = parts.map((part, index) => (index === 0 ? part : pick(JOINTS) + part)).join('');
  return { record, text };
}

const wrongIn = (text: string, record: unknown) =>
  sayingsOf(text, [knownRecord(JSON.stringify(record)) as KnownRecord]).said.flatMap(({ saying }) =>
    saying.verdict === 'agrees' ? [] : [`${saying.verdict} ${saying.leaves[0]?.pointer}`],
  );

describe('a sentence that was true of its record', () => {
  it('has nothing against it; with one flag turned it has exactly that, with one taken out exactly that is unknown', () => {
    const random = randomFrom(20260);
    let turned = 0;
    for (let round = 0; round < 400; round++) {
      const { record, text } = example(random);
      expect(wrongIn(text, record), `${text} ${JSON.stringify(record)}`).toEqual([]);
      for (const [key, value] of Object.entries(record)) {
        expect(wrongIn(text, { ...record, [key]: !value }), text).toEqual([`contradicts /${key}`]);
        expect(wrongIn(text, { ...record, [key]: null }), text).toEqual([`${value ? 'unknown' : 'unknown_denied'} /${key}`]);
        turned++;
      }
    }
    expect(turned).toBeGreaterThan(1000);
  });

  it('has exactly the day against it whose hours moved', () => {
    const random = randomFrom(7);
    const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const spoken = (minutes: number) =>
      `${((Math.floor(minutes / 60) + 11) % 12) + 1}:${String(minutes % 60).padStart(2, '0')} ${minutes < 720 ? 'am' : 'pm'}`;
    for (let round = 0; round < 200; round++) {
      const open = 6 * 60 + 15 * Math.floor(random() * 16);
      const close = 13 * 60 + 15 * Math.floor(random() * 30);
      const span = (from: number, to: number) => `${Math.floor(from / 60)}:${from % 60}-${Math.floor(to / 60)}:${to % 60}`;
      const last = 2 + Math.floor(random() * 5);
      const hours = Object.fromEntries(names.slice(0, last + 1).map((name) => [name, span(open, close)]));
      const text = `It is open Monday through ${names[last]} from ${spoken(open)} to ${spoken(close)}.`;
      expect(wrongIn(text, { hours }), text).toEqual([]);
      const day = names[Math.floor(random() * (last + 1))] as string;
      expect(wrongIn(text, { hours: { ...hours, [day]: span(open + 15, close) } }), text).toEqual([`contradicts /hours/${day}`]);
    }
  });
});
